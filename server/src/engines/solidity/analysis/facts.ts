import type { Block, Instruction } from '../cfg/instructions.ts';
import type { Dominators } from './dominators.ts';

/** Something a branch has settled: one value is true or false, or one of several groups of facts holds. */
export type Fact =
  | { kind: 'atom'; value: Instruction; holds: boolean; testedIn: Block }
  | { kind: 'any'; options: Fact[][]; testedIn: Block };

const MAX_DEPTH = 32;

/** Facts from all branches on the way to `block` that leave one side only. */
export function factsOf(block: Block, dominators: Dominators): Fact[] {
  const facts: Fact[] = [];
  for (let at = block; ; ) {
    const above = dominators.immediate(at);
    if (!above) return facts;
    const { terminator } = above;
    if (terminator.kind === 'branch' && terminator.whenTrue !== terminator.whenFalse) {
      const context: Context = { testedIn: above, dominators, depth: 0 };
      if (isOnlyWay(above, terminator.whenTrue, at)) facts.push(...expand(terminator.condition, true, context));
      else if (isOnlyWay(above, terminator.whenFalse, at)) facts.push(...expand(terminator.condition, false, context));
    }
    at = above;
  }

  /** The edge `from → to` is passed on every way to `target`. */
  function isOnlyWay(from: Block, to: Block, target: Block): boolean {
    const isSingle = to.predecessors.every((predecessor) => predecessor === from || dominators.dominates(to, predecessor));
    return isSingle && dominators.dominates(to, target);
  }
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
  if (value.kind === 'phi') return [atom, ...expandPhi(value.inputs, holds, { ...inner, predecessors: value.block.predecessors })];
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
  const truth = right.kind === 'constant' && typeof right.value === 'boolean' ? right.value : null;
  if (truth === null || (operator !== '==' && operator !== '!=')) return null;
  return expand(left, (operator === '==') === (truth === holds), context);
}

/** A function with several `return true` and `return false`: the ways that end in the other value are ruled out. */
function expandPhi(inputs: Instruction[], holds: boolean, context: Context & { predecessors: Block[] }): Fact[] {
  const options: Fact[][] = [];
  inputs.forEach((input, at) => {
    if (input.kind === 'constant' && typeof input.value === 'boolean' && input.value !== holds) return;
    if (input.kind === 'zero' && holds) return;
    const from = context.predecessors[at];
    const before = from && context.depth < 4 ? edgeFacts(from, context) : [];
    const own = input.kind === 'constant' || input.kind === 'zero' ? [] : expand(input, holds, context);
    options.push([...before, ...own]);
  });
  const [only] = options;
  if (options.length === 1 && only) return only;
  return options.length > 1 && options.length <= 8 ? [{ kind: 'any', options, testedIn: context.testedIn }] : [];
}

function edgeFacts(from: Block, context: Context): Fact[] {
  return factsOf(from, context.dominators).filter((fact) => fact.testedIn !== context.testedIn).slice(0, 8);
}
