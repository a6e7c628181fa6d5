import { constantOf, isEnvironment, strip, textOf } from '../solidity/analysis/values.ts';
import type { CallInstruction, Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';
import { allInstructions } from './search.ts';

/** Deadlines that are always met. */
export const deadlineNow: Detector = {
  id: 'deadline-now',
  title: 'Deadline is the time of the block itself',
  severity: 'low',
  confidence: 'high',
  categories: { swc: [], dasp: [7], cwe: ['CWE-682'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds block.timestamp, alone or plus a number, given as the deadline of a swap or another call.',
  why: 'The deadline is computed when the transaction runs, so that it can never have passed. A validator can hold the transaction back until the price suits him.',
  exampleBad: 'router.swapExactTokensForTokens(n, least, path, to, block.timestamp);',
  fix: 'Let the caller state the deadline.',
  references: ['https://docs.uniswap.org/contracts/v2/reference/smart-contracts/router-02', 'https://cwe.mitre.org/data/definitions/682.html'],
  *run(context: Context): Iterable<Issue> {
    for (const { instruction: call } of allInstructions(context)) {
      const deadline = call.kind === 'call' && call.method === 'external' ? deadlineOf(call) : null;
      if (!deadline || !isNow(deadline)) continue;
      yield issueAt(call, { message: `${textOf(deadline)} as the deadline of ${textOf(call)} can never have passed` });
    }
  },
};

const NAME = /^_?deadline$/i;

/** The argument, or the field of a struct argument, that the interface calls its deadline. */
function deadlineOf({ callee, args }: CallInstruction): Instruction | null {
  const at = callee?.parameters.findIndex((parameter) => NAME.test(parameter.name?.name ?? '')) ?? -1;
  if (at >= 0) return args[at] ?? null;
  return args.map(fieldOf).find((value) => value !== null) ?? null;
}

function fieldOf(argument: Instruction): Instruction | null {
  const value = strip(argument);
  if (value.kind === 'update') return value.key.kind === 'field' && NAME.test(value.key.name) ? value.value : fieldOf(value.object);
  if (value.kind !== 'allocate' || value.type.kind !== 'struct') return null;
  return value.items[value.type.definition.fields.findIndex((field) => NAME.test(field.name))] ?? null;
}

function isNow(value: Instruction): boolean {
  const inner = strip(value);
  if (isEnvironment(inner, 'block.timestamp')) return true;
  if (inner.kind !== 'binary' || inner.operator !== '+') return false;
  return [[inner.left, inner.right], [inner.right, inner.left]].some(([one, other]) => one !== undefined && other !== undefined && isEnvironment(one, 'block.timestamp') && constantOf(other) !== null);
}
