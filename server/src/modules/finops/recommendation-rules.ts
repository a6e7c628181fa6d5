import { add, compare, decimal, type Decimal, formatDecimal, fromNumber, multiply, round, subtract, toNumber, zero } from '../../lib/decimal.ts';
import { addDays, daysFrom } from './days.ts';
import type { Advice, RecommendationFacts } from './recommendation.types.ts';

const monthDays = 30;
const digits = 4;
/** Days on which usage must have been there to count as steady. */
const leastSteadyDays = 14;
/** From this part of the bill on, missing tags are worth a recommendation. */
const leastUnallocated = 0.05;

const amount = (value: Decimal): string => formatDecimal(round(value, digits));
const money = (value: string, currency: string): string => `${toNumber(decimal(value)).toFixed(2)} ${currency}`;
const place = (region: string | null): string => (region === null ? '' : ` in ${region}`);

/** What an amount over the facts' days comes to in thirty. */
function perMonth(value: Decimal, days: number): Decimal {
  return multiply(value, fromNumber(monthDays / Math.max(1, days), 12));
}

/** One less what was paid over list price; null where nothing tells it. */
function discountOf(facts: RecommendationFacts, provider: string, pricing: 'Committed' | 'Dynamic'): number | null {
  const rate = facts.rates.find((one) => one.provider === provider && one.pricing === pricing);
  if (rate === undefined || Number(rate.list) <= 0) return null;
  const discount = 1 - Number(rate.effective) / Number(rate.list);
  return discount > 0.01 && discount < 1 ? Math.round(discount * 10_000) / 10_000 : null;
}

type Draft = Omit<Advice, 'priority' | 'currency' | 'resourceId' | 'resourceType' | 'environment' | 'resources'> & Partial<Pick<Advice, 'resourceId' | 'resourceType' | 'environment' | 'resources'>>;

function* unusedCommitments({ unused, days, currency }: RecommendationFacts): Generator<Draft> {
  for (const { commitmentId, provider, unused: idle, used } of unused) {
    const share = (Number(idle) / (Number(idle) + Number(used))) * 100;
    const saving = amount(perMonth(decimal(idle), days));
    yield {
      rule: 'unused-commitment', subject: commitmentId, type: 'reserved_instance', resourceId: commitmentId, resourceType: 'commitment discount', resources: [commitmentId], saving,
      title: `Commitment of ${provider} is ${share.toFixed(1)} % unused`,
      description: `${money(idle, currency)} of effective cost went to hours of this commitment that nothing used in ${days} days.`,
      formula: `unused effective cost ${idle} × ${monthDays} / ${days} days = ${saving}`,
      steps: ['Compare the commitment with the usage it may cover: region, family, operating system.', 'Move usage under it, exchange or resell it, or let it end and renew it smaller.'],
    };
  }
}

interface Steady {
  readonly floor: Decimal;
  readonly daysSeen: number;
}

/** The cost that was exceeded on nine of ten days: what a commitment would always have covered. Days without charges count as zero. */
function steadyFloor(costs: readonly string[], days: number): Steady {
  const all = [...costs.map(decimal), ...Array.from({ length: Math.max(0, days - costs.length) }, () => zero)].sort(compare);
  return { floor: all[Math.floor(all.length / 10)] ?? zero, daysSeen: costs.length };
}

function* uncoveredUsage(facts: RecommendationFacts): Generator<Draft> {
  const groups = Map.groupBy(facts.onDemand, ({ provider, service, region }) => [provider, service, region ?? ''].join('\n'));
  for (const [key, rows] of groups) {
    const [provider = '', service = '', region = ''] = key.split('\n');
    const discount = discountOf(facts, provider, 'Committed');
    const byDay = [...Map.groupBy(rows, ({ day }) => day)].map(([, own]) => amount(own.map(({ cost }) => decimal(cost)).reduce(add, zero)));
    const { floor, daysSeen } = steadyFloor(byDay, facts.days);
    if (discount === null || daysSeen < leastSteadyDays || floor.units <= 0n) continue;
    const saving = amount(multiply(multiply(floor, fromNumber(monthDays, 0)), fromNumber(discount, 4)));
    yield {
      rule: 'uncovered-steady-usage', subject: key.replaceAll('\n', ' | '), type: 'reserved_instance', saving,
      title: `Cover steady ${service}${place(region === '' ? null : region)} by a commitment`,
      description: `On nine of ten days at least ${money(amount(floor), facts.currency)} a day was paid on demand. Commitments of ${provider} in your own data came ${(discount * 100).toFixed(1)} % below list price.`,
      formula: `steady cost per day ${amount(floor)} (10th percentile of ${facts.days} days) × ${monthDays} × discount ${discount} seen on your committed charges = ${saving}`,
      steps: ['Check that the usage will stay for the term of the commitment.', 'Buy for the steady part only; what comes and goes stays on demand.'],
    };
  }
}

function* interruptibleUsage(facts: RecommendationFacts): Generator<Draft> {
  const groups = Map.groupBy(facts.onDemand.filter(({ environment }) => environment === 'development'), ({ provider, service, region }) => [provider, service, region ?? ''].join('\n'));
  for (const [key, rows] of groups) {
    const [provider = '', service = '', region = ''] = key.split('\n');
    const discount = discountOf(facts, provider, 'Dynamic');
    if (discount === null) continue;
    const cost = rows.map((row) => decimal(row.cost)).reduce(add, zero);
    const saving = amount(multiply(perMonth(cost, facts.days), fromNumber(discount, 4)));
    yield {
      rule: 'interruptible-usage', subject: key.replaceAll('\n', ' | '), type: 'spot_instance', environment: 'development', saving,
      title: `Run ${service} of development${place(region === '' ? null : region)} on interruptible capacity`,
      description: `${money(amount(cost), facts.currency)} went to on-demand capacity of development in ${facts.days} days. Interruptible capacity in your own data came ${(discount * 100).toFixed(1)} % below list price.`,
      formula: `on-demand cost of development ${amount(cost)} × ${monthDays} / ${facts.days} days × discount ${discount} seen on your dynamic charges = ${saving}`,
      steps: ['Make sure that the work survives an interruption.', 'Move build machines and test environments first.'],
    };
  }
}

function* idleResources({ idle, days, currency }: RecommendationFacts): Generator<Draft> {
  for (const { resourceId, resourceType, service, environment, description, cost } of idle) {
    const saving = amount(perMonth(decimal(cost), days));
    yield {
      rule: 'idle-resource', subject: resourceId, type: 'idle_resource', resourceId, resourceType, environment, resources: [resourceId], saving,
      title: `Remove an idle resource of ${service}`,
      description: `The provider charges it as idle ("${description.slice(0, 120)}"): ${money(cost, currency)} in ${days} days.`,
      formula: `effective cost of the idle resource ${cost} × ${monthDays} / ${days} days = ${saving}`,
      steps: ['Ask its owner whether it is still needed.', 'Release it.'],
    };
  }
}

function* storageClasses({ storage, days, currency }: RecommendationFacts): Generator<Draft> {
  for (const { provider, service, region, unit, quantity, unitPrice } of storage.filter(({ kind }) => kind === 'standard')) {
    const others = storage.filter((one) => one.kind === 'infrequent' && one.provider === provider && one.service === service && one.region === region && one.unit === unit);
    const [cheaper] = others.toSorted((a, b) => compare(decimal(a.unitPrice), decimal(b.unitPrice)));
    if (cheaper === undefined || compare(decimal(cheaper.unitPrice), decimal(unitPrice)) >= 0) continue;
    const saving = amount(multiply(perMonth(decimal(quantity), days), subtract(decimal(unitPrice), decimal(cheaper.unitPrice))));
    yield {
      rule: 'storage-class', subject: [provider, service, region ?? '', unit].join(' | '), type: 'storage_optimization', saving,
      title: `Move rarely read data of ${service}${place(region)} to a cheaper class`,
      description: `The standard class costs ${unitPrice} ${currency} per ${unit}; the class for rare access that you use there as well costs ${cheaper.unitPrice}. The saving is what all of it would save: reading it back costs extra.`,
      formula: `${quantity} ${unit} × ${monthDays} / ${days} days × (${unitPrice} − ${cheaper.unitPrice}) = ${saving}`,
      steps: ['Look at how often the data is read.', 'Set a lifecycle rule for what is rarely read.'],
    };
  }
}

function* unallocatedCost({ unallocated, total, days, currency }: RecommendationFacts): Generator<Draft> {
  const share = Number(total) === 0 ? 0 : Number(unallocated) / Number(total);
  if (share < leastUnallocated) return;
  yield {
    rule: 'unallocated-cost', subject: 'environment', type: 'rightsizing', saving: '0',
    title: `${(share * 100).toFixed(1)} % of the cost belongs to no environment`,
    description: `${money(unallocated, currency)} in ${days} days has no tag that names its environment, so nobody can answer for it. Tagging saves nothing by itself.`,
    formula: `untagged ${unallocated} of ${total}; saving 0`,
    steps: ['Tag resources with `environment`: production, staging or development.', 'Demand the tag where resources are made.'],
  };
}

function* costIncreases({ services, to, currency }: RecommendationFacts): Generator<Draft> {
  const [lastWeek, before] = [daysFrom(addDays(to, -6), to), daysFrom(addDays(to, -34), addDays(to, -7))];
  for (const [service, rows] of Map.groupBy(services, (row) => row.service)) {
    const byDay = new Map(rows.map(({ day, cost }) => [day, decimal(cost)]));
    if (rows.filter(({ day }) => before.includes(day)).length < leastSteadyDays) continue;
    const middle = (days: readonly string[]): Decimal => days.map((day) => byDay.get(day) ?? zero).sort(compare)[days.length >> 1] ?? zero;
    const [now, usual] = [middle(lastWeek), middle(before)];
    const isHigher = usual.units > 0n && compare(now, multiply(usual, decimal('1.3'))) > 0;
    if (!isHigher) continue;
    const saving = amount(multiply(subtract(now, usual), fromNumber(monthDays, 0)));
    yield {
      rule: 'cost-increase', subject: service, type: 'rightsizing', saving,
      title: `${service} costs more since last week`,
      description: `A usual day of the last week cost ${money(amount(now), currency)}, one of the four weeks before ${money(amount(usual), currency)}. Were the increase taken back, that is what it saves.`,
      formula: `(median of the last 7 days ${amount(now)} − median of the 28 days before ${amount(usual)}) × ${monthDays} = ${saving}`,
      steps: ['Look at the anomalies of this service: which account, region and resource grew?', 'Scale back, or plan for it in the budget.'],
    };
  }
}

const rules = [unusedCommitments, uncoveredUsage, interruptibleUsage, idleResources, storageClasses, unallocatedCost, costIncreases] as const;

/** High from five per cent of the month's cost on, medium from one. */
function priorityOf(saving: string, facts: RecommendationFacts): Advice['priority'] {
  const month = toNumber(perMonth(decimal(facts.total), facts.days));
  const share = month <= 0 ? 0 : Number(saving) / month;
  if (share >= 0.05) return 'high';
  return share >= 0.01 ? 'medium' : 'low';
}

/** What the costs of the last thirty days say could be saved. Every saving follows from the data by the rule's formula; where the data does not hold a price or discount, the rule says nothing. */
export function recommend(facts: RecommendationFacts): Advice[] {
  return rules.flatMap((rule) => [...rule(facts)]).map((draft) => ({
    resourceId: null, resourceType: null, environment: null, resources: [], ...draft, subject: `${draft.subject} | ${facts.currency}`, currency: facts.currency, priority: priorityOf(draft.saving, facts),
  }));
}
