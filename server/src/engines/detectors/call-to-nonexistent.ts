import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import { trustOf } from '../solidity/analysis/calls.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { dependsOn, inputsOf, isEnvironment, textOf } from '../solidity/analysis/values.ts';
import type { CallInstruction, Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';
import { entryCalls } from './search.ts';

/** Calls that succeed where there is no contract. */
export const callToNonexistent: Detector = {
  id: 'call-to-nonexistent',
  title: 'Call succeeds where there is no contract',
  severity: 'medium',
  confidence: 'medium',
  categories: { swc: ['SWC-104'], dasp: [4], cwe: ['CWE-252'], owasp: ['SC06:2025', 'SC06:2026'] },
  description: 'Finds low-level calls of a certain function at an address that callers choose, whose success is required, while nothing asks whether there is code at that address or what came back.',
  why: 'A call to an address without code does nothing and reports success. A token that was never deployed, or has destroyed itself, is then taken to have paid.',
  exampleBad: '(bool ok,) = token.call(abi.encodeWithSignature("transfer(address,uint256)", to, n)); require(ok);',
  fix: 'Require code at the address, or use an interface or SafeERC20, which do.',
  references: ['https://docs.soliditylang.org/en/latest/units-and-global-variables.html#members-of-address-types', 'https://swcregistry.io/docs/SWC-104'],
  *run(context: Context): Iterable<Issue> {
    for (const { model, flow, instruction: call } of entryCalls(context)) {
      if (!isLowLevel(call) || !namesFunction(call) || !isRequired(flow, call) || asksForCode(flow, call)) continue;
      if (!isChosen(model, flow, call)) continue;
      yield issueAt(call, {
        message: `${textOf(call)} also succeeds when there is no contract at ${call.target ? textOf(call.target) : 'the address'}`,
        severity: model.authorisation.isAuthorised(flow, call.block) ? 'low' : 'medium',
      });
    }
  },
};

function isLowLevel({ method, target }: CallInstruction): boolean {
  return (method === 'call' || method === 'delegatecall' || method === 'staticcall') && target !== null && !isEnvironment(target, 'this');
}

const ENCODERS = new Set(['abi.encodeWithSelector', 'abi.encodeWithSignature', 'abi.encodeCall']);

/** Functions that move what is relied on afterwards; a call that only tells the other side harms nobody. */
const MOVES = /\b(safe)?(transfer|transferFrom|mint|burn|deposit|withdraw|redeem|pay)\b/i;

/** The data is a call of one function that moves something; before 0.5 its selector was the first of several arguments. */
function namesFunction(call: CallInstruction): boolean {
  const [data] = call.args;
  if (!data || !MOVES.test(textOfData(call))) return false;
  return call.args.length > 1 || dependsOn(data, (input) => input.kind === 'call' && ENCODERS.has(input.name));
}

/** The source of the arguments, or of the statement that built the data. */
function textOfData(call: CallInstruction): string {
  const { source } = call.frame.code.file;
  const parts = call.args.flatMap((argument) => [...inputsOf(argument)]).filter((input) => input.frame.code.file === call.frame.code.file);
  return parts.map(({ range }) => source.slice(range.start, range.end)).join(' ');
}

function isChosen(model: ContractModel, flow: Flow, call: CallInstruction): boolean {
  const isEntry = (input: Instruction): boolean => input.kind === 'load' && input.path.keys.some((key) => key.kind === 'index' && dependsOn(key.value, (one) => one.kind === 'parameter'));
  return trustOf(call.target, model, flow) === 'open' || (call.target !== null && dependsOn(call.target, isEntry));
}

/** A failure reverts. */
function isRequired(flow: Flow, call: CallInstruction): boolean {
  return flow.routine.blocks.some(({ terminator }) => {
    if (terminator.kind !== 'branch' || !dependsOn(terminator.condition, (input) => input === call)) return false;
    return terminator.whenTrue.terminator.kind === 'revert' || terminator.whenFalse.terminator.kind === 'revert';
  });
}

/** Some test looks at code, or the data that came back is needed in any case. */
function asksForCode(flow: Flow, call: CallInstruction): boolean {
  const isCode = (input: Instruction): boolean => (input.kind === 'member' && (input.name === 'code' || input.name === 'codehash')) || (input.kind === 'call' && /extcode(size|hash)|returndatasize/.test(input.name));
  const isTested = flow.routine.blocks.some(({ terminator }) => terminator.kind === 'branch' && dependsOn(terminator.condition, isCode));
  const isAnswer = (one: Instruction): boolean => dependsOn(one, (input) => input === call);
  // `data.length == 0 || abi.decode(…)` lets an empty answer pass.
  const acceptsNothing = flow.instructions.some((one) => one.kind === 'member' && one.name === 'length' && isAnswer(one));
  return isTested || (!acceptsNothing && flow.instructions.some((one) => one.kind === 'call' && one.name === 'abi.decode' && isAnswer(one)));
}
