import { sendsEther } from '../solidity/analysis/calls.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { dependsOn, inputsOf, isSame, strip, textOf } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { isCaller } from './ether-flow.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { allInstructions } from './search.ts';

/** Functions of exchanges that answer with the state of this moment. */
const RESERVES = new Set(['getReserves', 'slot0', 'globalState']);
const QUOTES = new Set(['getAmountsOut', 'getAmountOut', 'getAmountsIn', 'get_dy', 'get_dy_underlying', 'consultSpot', 'quoteExactInputSingle']);

/** Prices that one trade can set. */
export const oracleSpotPrice: Detector = {
  id: 'oracle-spot-price',
  title: 'Price is taken from the reserves of this moment',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: [], dasp: [10], cwe: ['CWE-682'], owasp: ['SC02:2025', 'SC03:2026'] },
  description: "Finds prices computed as the ratio of two reserves or token balances read in the same transaction, and an exchange's quote that decides an amount or is stored.",
  why: 'Whoever trades, or borrows for one transaction, chooses the reserves. A price made from them is the one he wants while this contract looks.',
  exampleBad: '(uint112 a, uint112 b,) = pair.getReserves(); uint price = b * 1e18 / a;',
  fix: 'Use a price averaged over time, or a feed of independent reporters.',
  references: ['https://docs.uniswap.org/contracts/v2/concepts/core-concepts/oracles', 'https://owasp.org/www-project-smart-contract-top-10/'],
  *run(context: Context): Iterable<Issue> {
    for (const { flow, instruction } of allInstructions(context)) {
      const source = isRatio(instruction) ?? quoteIn(flow, instruction);
      if (!source) continue;
      yield issueAt(instruction, {
        message: `${textOf(instruction)} follows whoever trades last in ${textOf(source)}`,
        scenario: `An attacker moves the reserves by a flash loan, uses what relies on ${titleOf(flow.routine.info)}, and moves them back.`,
        steps: [stepAt(source, 'read as it is at this moment'), stepAt(instruction, 'and taken for a price')],
      });
    }
  },
};

/** Both sides of a division come from current reserves, or from the balances of one holder in two tokens. */
function isRatio(value: Instruction): Instruction | null {
  if (value.kind !== 'binary' || value.operator !== '/') return null;
  const [above, below] = [spotsIn(value.left), spotsIn(value.right)];
  for (const one of above) {
    const other = below.find((candidate) => areTwoSides(one, candidate));
    if (other) return one.value;
  }
  return null;
}


/** What is read of a market: both reserves at once, or what someone holds of one thing. */
interface Spot {
  value: Instruction;
  /** Null for reserves. */
  holder: Instruction | null;
  /** The token; null for Ether. */
  token: Instruction | null;
}

function spotsIn(value: Instruction): Spot[] {
  return [...inputsOf(value)].flatMap((input) => spotOf(input) ?? []);
}

/** The balance of the contract or of a pool; that of the caller is no reserve. */
function spotOf(value: Instruction): Spot | null {
  if (value.kind === 'member' && value.name === 'balance') return { value, holder: value.object, token: null };
  if (value.kind !== 'call' || value.method !== 'external') return null;
  if (RESERVES.has(value.name)) return { value, holder: null, token: null };
  const [holder] = value.args;
  const isHolding = value.name === 'balanceOf' && value.args.length === 1 && holder !== undefined && !dependsOn(holder, isCaller);
  return isHolding ? { value, holder, token: value.target } : null;
}

function areTwoSides(one: Spot, other: Spot): boolean {
  if (!one.holder || !other.holder) return one.holder === other.holder;
  if (!isSame(one.holder, other.holder)) return false;
  return one.token === null || other.token === null ? one.token !== other.token : !isSame(one.token, other.token);
}

/** A quote, where it decides what is paid or is written down. */
function quoteIn(flow: Flow, value: Instruction): Instruction | null {
  const quote = (root: Instruction): Instruction | null => [...inputsOf(root)].find((input) => input.kind === 'call' && input.method === 'external' && QUOTES.has(input.name)) ?? null;
  if (value.kind === 'store') return quote(value.value);
  if (value.kind !== 'call' || !flow.routine.isEntryPoint) return null;
  if (sendsEther(value)) return value.value && quote(value.value);
  if (!['transfer', 'safeTransfer', 'mint', 'transferFrom', 'safeTransferFrom'].includes(value.name)) return null;
  const amount = value.args.at(-1);
  return amount ? quote(strip(amount)) : null;
}
