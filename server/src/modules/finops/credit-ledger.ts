import { add, compare, decimal, type Decimal, formatDecimal, subtract, zero } from '../../lib/decimal.ts';
import type { Credit, CreditStatus } from './budget.types.ts';
import { contentId } from './content-id.ts';
import { monthEnd } from './days.ts';
import { isSameProvider } from './provider-kind.ts';

/** Credits that charges of one day used, as a positive amount. */
export interface CreditUse {
  readonly provider: string;
  readonly currency: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly amount: string;
}

function statusOf(credit: Credit, remaining: Decimal, today: string): CreditStatus['status'] {
  if (remaining.units <= 0n) return 'exhausted';
  return credit.expiryDate < today ? 'expired' : 'active';
}

/** What a grant still holds, while uses are taken off it. */
interface Open {
  readonly credit: Credit;
  left: Decimal;
}

function takeOff(open: readonly Open[], use: CreditUse): Decimal {
  let rest = decimal(use.amount);
  for (const one of open) {
    const { credit } = one;
    const isMeant = credit.currency === use.currency && isSameProvider(credit.provider, use.provider) && credit.startDate <= use.day && use.day <= credit.expiryDate;
    if (!isMeant || rest.units <= 0n) continue;
    const taken = compare(rest, one.left) > 0 ? one.left : rest;
    one.left = subtract(one.left, taken);
    rest = subtract(rest, taken);
  }
  return rest;
}

/** Credits of a month that no grant explains: known from the charges alone. */
function fromCharges(key: string, uses: readonly { day: string; rest: Decimal }[]): CreditStatus {
  const [provider = '', currency = ''] = key.split('\n');
  const days = uses.map(({ day }) => day).sort();
  const first = days[0] ?? '';
  const amount = formatDecimal(uses.map(({ rest }) => rest).reduce(add, zero));
  return {
    id: contentId('credit', key), provider, creditType: 'promotional', amount, currency, remaining: '0', startDate: first, expiryDate: monthEnd(first), status: 'exhausted', origin: 'charges',
    description: 'Credits found in the charges; no grant is entered for them', createdAt: new Date(`${first}T00:00:00Z`),
  };
}

/**
 * Takes the credits that charges used off the grants, the grant that ends first before the others and only within its
 * days; what no grant explains is listed per provider and month as used up.
 */
export function creditLedger(grants: readonly Credit[], uses: readonly CreditUse[], today: string): CreditStatus[] {
  const open: Open[] = grants.toSorted((a, b) => (a.expiryDate < b.expiryDate ? -1 : 1)).map((credit) => ({ credit, left: decimal(credit.amount) }));
  const unexplained = new Map<string, { day: string; rest: Decimal }[]>();
  for (const use of uses.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
    const rest = takeOff(open, use);
    if (rest.units <= 0n) continue;
    const key = `${use.provider}\n${use.currency}\n${use.day.slice(0, 7)}`;
    unexplained.set(key, [...(unexplained.get(key) ?? []), { day: use.day, rest }]);
  }
  const granted = open.map(({ credit, left }): CreditStatus => ({ ...credit, remaining: formatDecimal(left), status: statusOf(credit, left, today), origin: 'grant' }));
  return [...granted, ...[...unexplained].map(([key, own]) => fromCharges(key, own))];
}
