import { flowsOf } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { sourcesOf } from '../solidity/analysis/taint.ts';
import { dependsOn, textOf } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { FunctionInfo, ModifierInfo } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';

const HASHES = new Set(['keccak256', 'sha3', 'sha256', 'ripemd160']);

/** Chance made from what miners and callers know or choose. */
export const weakPrng: Detector = {
  id: 'weak-prng',
  title: 'Randomness from block data',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: ['SWC-120'], dasp: [6], cwe: ['CWE-330'], owasp: ['SC09:2025', 'SC02:2026'] },
  description: 'Finds block hashes, and remainders and hashes of timestamp, number, difficulty, coinbase or gas limit of the block.',
  why: 'Everyone in the same block sees the same values, so a contract can compute the outcome before it plays; who builds the block chooses some of them.',
  exampleBad: 'uint winner = uint(blockhash(block.number - 1)) % players.length;',
  fix: 'Use a verifiable random function, or let the players commit to secrets first and reveal them later.',
  references: ['https://swcregistry.io/docs/SWC-120', 'https://docs.soliditylang.org/en/latest/units-and-global-variables.html#block-and-transaction-properties'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) for (const flow of flowsOf(model)) yield* search(flow);
  },
};

/** One finding for each function that draws; the draws are its path. */
function* search(flow: Flow): Iterable<Issue> {
  const draws = flow.instructions.filter((instruction) => entropyOf(instruction) !== null && !isRounding(flow, instruction) && !isName(flow, instruction) && !isRing(flow, instruction) && !isFreeChoice(flow, instruction));
  const byCode = new Map<FunctionInfo | ModifierInfo, Instruction[]>();
  for (const draw of draws) {
    if (draws.some((other) => other !== draw && isPartOf(draw, other))) continue;
    const { code } = draw.frame;
    byCode.set(code, [...(byCode.get(code) ?? []), draw]);
  }
  for (const [first, ...rest] of byCode.values()) if (first) yield describe(flow, first, rest);
}

/**
 * A hash that goes into a remainder of the same expression is the same draw, and so is a remainder of what another
 * function has drawn: there the source is shown.
 */
function isPartOf(draw: Instruction, other: Instruction): boolean {
  if (draw.frame === other.frame) return isWithin(draw, other) && dependsOn(other, (input) => input === draw);
  return draw.kind === 'binary' && dependsOn(draw, (input) => input === other);
}

function isWithin(inner: Instruction, outer: Instruction): boolean {
  return inner.range.start >= outer.range.start && inner.range.end <= outer.range.end;
}

function describe(flow: Flow, draw: Instruction, rest: Instruction[]): Issue {
  const more = rest.length > 0 ? `; ${rest.length} more in this function` : '';
  return issueAt(draw, {
    message: `${textOf(draw)} draws on ${entropyOf(draw) ?? 'block data'}, which can be known or chosen${more}`,
    scenario: `An attacker's contract computes the same value in the same block and calls ${titleOf(flow.routine.info)} only when it wins.`,
    steps: [draw, ...rest].map((one) => stepAt(one, `${textOf(one)} can be known`)),
    // What a library hands out is judged where it is used.
    ...(flow.routine.contract.kind === 'library' ? { severity: 'low' } : {}),
  });
}

const RECKONS: ReadonlySet<string> = new Set(['convert', 'binary', 'index']);

/** A hash that is never reckoned with names something: an operation, an order. */
function isName(flow: Flow, value: Instruction): boolean {
  if (value.kind !== 'call' || !HASHES.has(value.name) || sourcesOf(value).has('blockhash')) return false;
  const seen = new Set<Instruction>();
  const pending: Instruction[] = [value];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const use of flow.usesOf(next)) {
      if (use.kind === 'phi') pending.push(use);
      else if (RECKONS.has(use.kind) || (use.kind === 'store' && use.value === next)) return false;
    }
  }
  return true;
}

/** A remainder that is only added or taken off rounds a block number or a time, it decides nothing. */
function isRounding(flow: Flow, value: Instruction): boolean {
  if (value.kind !== 'binary' || sourcesOf(value).has('blockhash')) return false;
  const uses = flow.usesOf(value);
  return uses.length > 0 && uses.every((use) => use.kind === 'binary' && (use.operator === '+' || use.operator === '-'));
}

/** Chooses only where in a list of fixed length something is kept. */
function isRing(flow: Flow, value: Instruction): boolean {
  if (value.kind !== 'binary' || sourcesOf(value).has('blockhash')) return false;
  const uses = flow.usesOf(value);
  return uses.length > 0 && uses.every((use) => use.kind === 'store' && use.value !== value);
}

/** Only fills an argument that every caller may fill as he likes: a number picked for him that he could have picked. */
function isFreeChoice(flow: Flow, value: Instruction): boolean {
  const { frame } = value;
  const called = flow.framesBelow(frame).filter(({ code }) => 'kind' in code && (code.visibility === 'public' || code.visibility === 'external'));
  const isWithinCall = called.some(({ callSite }) => callSite !== null && callSite.start <= value.range.start && value.range.end <= callSite.end);
  return isWithinCall && flow.usesOf(value).every((use) => use.frame !== frame || use.kind === 'convert');
}

/** What a drawing value is made of; null for values that draw nothing. */
function entropyOf(value: Instruction): string | null {
  if (value.kind === 'call' && value.name === 'blockhash') return 'a block hash';
  const isDrawing = (value.kind === 'binary' && value.operator === '%') || (value.kind === 'call' && HASHES.has(value.name));
  if (!isDrawing) return null;
  const sources = sourcesOf(value.kind === 'binary' ? value.left : value);
  if (sources.has('blockhash')) return 'a block hash';
  if (sources.has('time')) return 'the block time';
  return sources.has('block') ? 'block data' : null;
}
