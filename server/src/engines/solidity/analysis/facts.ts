import type { Block, Instruction } from '../cfg/instructions.ts';
import type { Dominators } from './dominators.ts';

/** Something a branch has settled: one value is true or false, or one of several groups of facts holds. */
export type Fact =
  | { kind: 'atom'; value: Instruction; holds: boolean; testedIn: Block }
  | { kind: 'any'; options: Fact[][]; testedIn: Block };

const MAX_DEPTH = 32;
/** Deeper than this, joins of truth values are not taken apart. */
const MAX_PHI_DEPTH = 4;

/** What the branch right above a block in the dominator tree has settled for it. */
export function ownFacts(block: Block, dominators: Dominators, depth = 0): Fact[] {
  const above = dominators.immediate(block);
  if (above?.terminator.kind !== 'branch') return [];
  const { condition, whenTrue, whenFalse } = above.terminator;
  if (whenTrue === whenFalse) return [];
  const context: Context = { testedIn: above, dominators, depth };
  /** The edge to `side` is passed on every way to the block. */
  const isOnlyWay = (side: Block): boolean =>
    dominators.dominates(side, block) && side.predecessors.every((predecessor) => predecessor === above || dominators.dominates(side, predecessor));
  if (isOnlyWay(whenTrue)) return expand(condition, true, context);
  return isOnlyWay(whenFalse) ? expand(condition, false, context) : [];
}

interface Context {
  testedIn: Block;
  dominators: Dominators;
  depth: number;
}

/** Takes a condition apart along `!`, `&&`, `||`, comparisons with truth values, and joins of truth values. */
function expand(value: Instruction, holds: boolean, context: Context): Fact[] {
  const { testedIn, depth } = context;
  const atom: Fact = { kind: 'atom', value, holds, testedIn };
  if (depth > MAX_DEPTH) return [atom];
  const inner: Context = { ...context, depth: depth + 1 };
  if (value.kind === 'unary' && value.operator === '!') return expand(value.operand, !holds, inner);
  if (value.kind === 'convert') return [...expand(value.value, holds, inner), atom];
  if (value.kind === 'phi' && depth < MAX_PHI_DEPTH) return [atom, ...expandPhi(value.inputs, holds, { ...inner, predecessors: value.block.predecessors })];
  if (value.kind !== 'binary') return [atom];
  return expandBinary(value, holds, inner) ?? [atom];
}

function expandBinary(value: Extract<Instruction, { kind: 'binary' }>, holds: boolean, context: Context): Fact[] | null {
  const { operator, left, right } = value;
  if (operator === '&&' || operator === '||') {
    const isBoth = (operator === '&&') === holds;
    const sides = [expand(left, holds, context), expand(right, holds, context)];
    return isBoth ? sides.flat() : [{ kind: 'any', options: sides, testedIn: context.testedIn }];
  }
  const chosen = operator === '==' || operator === '!=' ? expandChoice(value, (operator === '==') === holds, context) : null;
  if (chosen) return chosen;
  const truth = right.kind === 'constant' && typeof right.value === 'boolean' ? right.value : null;
  if (truth === null || (operator !== '==' && operator !== '!=')) return null;
  return expand(left, (operator === '==') === (truth === holds), context);
}

/** `state(id) == Ready`, where state has joined constants: the ways that end in another constant are ruled out. */
function expandChoice({ left, right }: Extract<Instruction, { kind: 'binary' }>, isEqual: boolean, context: Context): Fact[] | null {
  if (left.kind !== 'phi' || right.kind !== 'constant' || typeof right.value !== 'bigint' || context.depth >= MAX_PHI_DEPTH) return null;
  const wanted = left.inputs.map((input) => input.kind !== 'constant' || (input.value === right.value) === isEqual);
  if (wanted.every(Boolean)) return null;
  const options = left.inputs.flatMap((_, at) => {
    const from = left.block.predecessors[at];
    return wanted[at] && from ? [edgeFacts(from, context)] : [];
  });
  const [only] = options;
  const atom: Fact = { kind: 'atom', value: left, holds: true, testedIn: context.testedIn };
  return options.length === 1 && only ? [atom, ...only] : [atom, { kind: 'any', options, testedIn: context.testedIn }];
}

/** A function with several `return true` and `return false`: the ways that end in the other value are ruled out. */
function expandPhi(inputs: Instruction[], holds: boolean, context: Context & { predecessors: Block[] }): Fact[] {
  const options: Fact[][] = [];
  inputs.forEach((input, at) => {
    if (input.kind === 'constant' && typeof input.value === 'boolean' && input.value !== holds) return;
    if (input.kind === 'zero' && holds) return;
    const from = context.predecessors[at];
    const before = from && context.depth < MAX_PHI_DEPTH ? edgeFacts(from, context) : [];
    const own = input.kind === 'constant' || input.kind === 'zero' ? [] : expand(input, holds, context);
    options.push([...before, ...own]);
  });
  const [only] = options;
  if (options.length === 1 && only) return only;
  return options.length > 1 && options.length <= 8 ? [{ kind: 'any', options, testedIn: context.testedIn }] : [];
}

/** The nearest tests on the way to a predecessor; joins among them are taken as they are. */
function edgeFacts(from: Block, context: Context): Fact[] {
  const facts: Fact[] = [];
  for (let at: Block | null = from; at && facts.length < 8; at = context.dominators.immediate(at)) {
    facts.push(...ownFacts(at, context.dominators, MAX_PHI_DEPTH).filter((fact) => fact.testedIn !== context.testedIn));
  }
  return facts;
}
