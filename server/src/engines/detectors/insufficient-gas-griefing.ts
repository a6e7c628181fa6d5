import type { Flow } from '../solidity/analysis/flow.ts';
import { dependsOn, isZero, textOf } from '../solidity/analysis/values.ts';
import type { CallInstruction, Instruction, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { entryCalls } from './search.ts';

/** Relayed calls that whoever relays them can let fail. */
export const insufficientGasGriefing: Detector = {
  id: 'insufficient-gas-griefing',
  title: 'Relayer can let the relayed call fail',
  severity: 'medium',
  confidence: 'medium',
  categories: { swc: ['SWC-126'], dasp: [5], cwe: ['CWE-691'], owasp: ['SC10:2025', 'SC06:2026'] },
  description: 'Finds low-level calls with data from arguments whose failure does not revert, after the message was marked as done, where nothing tests how much gas is left.',
  why: 'A call gets at most 63/64 of the gas. Who relays the message gives just enough for this function: the call inside runs out of gas, the message counts as done, and can never be sent again.',
  exampleBad: 'executed[hash] = true; (bool ok,) = target.call(data);',
  fix: 'Require gasleft() to be enough for the gas the signer asked for, or revert when the call fails.',
  references: ['https://swcregistry.io/docs/SWC-126', 'https://eips.ethereum.org/EIPS/eip-150'],
  *run(context: Context): Iterable<Issue> {
    for (const { model, flow, instruction: call } of entryCalls(context)) {
      if (call.method !== 'call' || !isRelayed(call) || model.authorisation.isAuthorised(flow, call.block) || isRequired(flow, call) || asksForGas(flow)) continue;
      const mark = markBefore(flow, call);
      if (!mark) continue;
      yield issueAt(call, {
        message: `${textOf(call)} may fail for lack of gas while ${textOf(mark)} has marked it as done`,
        scenario: `An attacker calls ${titleOf(flow.routine.info)} with a stranger's message and with too little gas for what it is to do.`,
        steps: [stepAt(mark, 'the message counts as done'), stepAt(call, 'and its call may fail unnoticed')],
      });
    }
  },
};

function isRelayed(call: CallInstruction): boolean {
  const isArgument = (input: Instruction): boolean => input.kind === 'parameter' && input.type.kind !== 'int';
  return call.args.some((argument) => dependsOn(argument, isArgument));
}

/** A failure reverts, or undoes the mark. */
function isRequired(flow: Flow, call: CallInstruction): boolean {
  return flow.routine.blocks.some(({ terminator }) => terminator.kind === 'branch' && dependsOn(terminator.condition, (input) => input === call));
}

function asksForGas(flow: Flow): boolean {
  const isGas = (input: Instruction): boolean => (input.kind === 'call' && /^(yul:)?gas(left)?$/.test(input.name)) || (input.kind === 'environment' && input.name === 'msg.gas');
  return flow.routine.blocks.some(({ terminator }) => terminator.kind === 'branch' && dependsOn(terminator.condition, isGas));
}

/** A flag under a key, which a test before it has found unset. */
function markBefore(flow: Flow, call: CallInstruction): StoreInstruction | null {
  const found = flow.instructions.find((one) => {
    if (one.kind !== 'store' || one.type.kind !== 'bool' || isZero(one.value) || !one.path.keys.some((key) => key.kind === 'index') || !flow.alwaysPrecedes(one, call)) return false;
    return flow.facts(call.block).some((fact) => fact.kind === 'atom' && dependsOn(fact.value, (input) => input.kind === 'load' && input.path.variable === one.path.variable));
  });
  return found?.kind === 'store' ? found : null;
}
