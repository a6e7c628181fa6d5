import { sendsEther } from '../solidity/analysis/calls.ts';
import { flowsOf } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { constantOf, strip, textOf } from '../solidity/analysis/values.ts';
import type { CallInstruction, Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';

/** Functions of Uniswap V3 that may take less Ether than they are sent. */
const PARTIAL = new Set(['exactOutputSingle', 'exactOutput', 'mint', 'increaseLiquidity', 'exactInputSingle']);

/** Change that stays with the exchange. */
export const missingRefund: Detector = {
  id: 'missing-refund',
  title: 'Ether that the exchange does not use is left there',
  severity: 'medium',
  confidence: 'medium',
  categories: { swc: [], dasp: [10], cwe: ['CWE-459'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds swaps and deposits at Uniswap V3 that send Ether, may use only a part of it, and are not followed by refundETH: exact outputs, liquidity, and exact inputs with a price limit.',
  why: 'The router keeps what is left and pays it to whoever calls refundETH next. That is somebody else, in the same block.',
  exampleBad: 'router.exactOutputSingle{value: msg.value}(params);',
  fix: 'Call refundETH of the router in the same transaction, and pass the rest on.',
  references: ['https://docs.uniswap.org/contracts/v3/reference/periphery/base/PeripheryPayments', 'https://cwe.mitre.org/data/definitions/459.html'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of flowsOf(model)) {
        for (const call of flow.instructions) {
          if (call.kind !== 'call' || !isPartial(call) || isRefunded(flow, call)) continue;
          yield issueAt(call, { message: `what ${textOf(call)} does not use stays with the router, for whoever asks first` });
        }
      }
    }
  },
};

function isPartial(call: CallInstruction): boolean {
  const [parameters] = call.args;
  if (call.method !== 'external' || !PARTIAL.has(call.name) || !sendsEther(call) || call.args.length !== 1 || !parameters) return false;
  if (call.name !== 'exactInputSingle') return parameters.type.kind === 'struct';
  const limit = fieldOf(parameters, 'sqrtPriceLimitX96');
  return limit !== null && constantOf(limit) !== 0n;
}

function fieldOf(value: Instruction, name: string): Instruction | null {
  const inner = strip(value);
  if (inner.kind === 'update') return inner.key.kind === 'field' && inner.key.name === name ? inner.value : fieldOf(inner.object, name);
  if (inner.kind !== 'allocate' || inner.type.kind !== 'struct') return null;
  return inner.items[inner.type.definition.fields.findIndex((field) => field.name === name)] ?? null;
}

function isRefunded(flow: Flow, call: CallInstruction): boolean {
  return flow.instructions.some((one) => one.kind === 'call' && one.name === 'refundETH' && flow.canFollow(call, one));
}
