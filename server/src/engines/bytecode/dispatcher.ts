import { comesFrom, Source, type Value } from './values.ts';

const MAX_DEPTH = 6;

/** A branch of the dispatcher: the selector it asks for, and on which side of the branch that function lies. */
export interface Dispatch {
  selector: string;
  isOnTrue: boolean;
}

/** Reads a branch's condition as a comparison of the first four bytes of the call with a number; null for others. */
export function readDispatch(condition: Value): Dispatch | null {
  const { value, isNegated } = withoutNegation(condition);
  const known = value.args.find(({ constant }) => constant !== null)?.constant ?? null;
  const other = value.args.find(({ constant }) => constant === null);
  if (known === null || known > 0xffffffffn || !other || !isSelector(other, 0)) return null;
  const selector = `0x${known.toString(16).padStart(8, '0')}`;
  if (value.name === 'EQ') return { selector, isOnTrue: !isNegated };
  // A difference is zero, and the branch not taken, for the function that is meant.
  return value.name === 'SUB' || value.name === 'XOR' ? { selector, isOnTrue: isNegated } : null;
}

function withoutNegation(condition: Value): { value: Value; isNegated: boolean } {
  let value = condition;
  let isNegated = false;
  for (let inner = value.args[0]; value.name === 'ISZERO' && inner; inner = value.args[0]) {
    value = inner;
    isNegated = !isNegated;
  }
  return { value, isNegated };
}

/** `calldataload(0) >> 224`, or its division by 2^224, masks around them included. */
function isSelector(value: Value, depth: number): boolean {
  if (depth > MAX_DEPTH || !comesFrom(value, Source.calldata)) return false;
  const [left, right] = value.args;
  switch (value.name) {
    case 'SHR':
      return left?.constant === 224n && right !== undefined && isFirstWord(right);
    case 'DIV':
      return right?.constant === 2n ** 224n && left !== undefined && isFirstWord(left);
    case 'AND':
      return [left, right].some((side) => side !== undefined && side.constant === null && isSelector(side, depth + 1));
    default:
      return false;
  }
}

function isFirstWord({ name, args }: Value): boolean {
  return name === 'CALLDATALOAD' && args[0]?.constant === 0n;
}
