import type { Flow } from '../solidity/analysis/flow.ts';
import { dependsOn, isEnvironment, strip, textOf } from '../solidity/analysis/values.ts';
import type { CallInstruction, Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { factValues, isCaller } from './ether-flow.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { entryCalls } from './search.ts';

/** A signature handed to a contract that may have nothing to check it with. */
export const phantomFunction: Detector = {
  id: 'phantom-function',
  title: 'A fallback function may answer in place of the check',
  severity: 'high',
  confidence: 'low',
  categories: { swc: [], dasp: [4], cwe: ['CWE-252'], owasp: ['SC06:2025', 'SC06:2026'] },
  description: "Finds calls of a function without a result that pass on an account and that account's signature, all from arguments, and on whose success the function books something for the account.",
  why: 'A function that returns nothing cannot be told from one that does not exist: a contract with an accepting fallback function runs that instead and succeeds. The signature has then been checked by nobody.',
  exampleBad: 'token.permit(owner, address(this), n, deadline, v, r, s); allowed[owner] += n;',
  fix: 'Call functions that return a value, or verify the effect afterwards, such as the nonce or allowance of the owner.',
  references: ['https://eips.ethereum.org/EIPS/eip-2612', 'https://docs.soliditylang.org/en/latest/contracts.html#fallback-function'],
  *run(context: Context): Iterable<Issue> {
    for (const { model, flow, instruction: call } of entryCalls(context)) {
      const owner = signedFor(call);
      if (!owner || model.authorisation.isTested(flow, call.block)) continue;
      if (factValues(flow, call).some((value) => dependsOn(value, isCaller) && dependsOn(value, (input) => input === owner))) continue;
      const effect = flow.instructions.find((one) => flow.alwaysPrecedes(call, one) && isBooked(one, owner));
      if (!effect || isVerified(flow, call)) continue;
      yield issueAt(call, {
        message: `${textOf(call)} succeeds as well where the contract has no such function, and ${textOf(owner)} is booked all the same`,
        scenario: `An attacker calls ${titleOf(flow.routine.info)} for a contract whose fallback function accepts everything, with someone else's address and any signature.`,
        steps: [stepAt(call, 'nothing tells whether the signature was checked'), stepAt(effect, `and ${textOf(owner)} is written down`)],
      });
    }
  },
};

/** The account whose signature goes along: an address argument beside r and s, or beside a signature in bytes. */
function signedFor(call: CallInstruction): Instruction | null {
  if (call.method !== 'external' || call.callee === null || call.callee.node.returns.length > 0 || !call.target || isEnvironment(call.target, 'this')) return null;
  const given = call.args.map(strip).filter((argument) => argument.kind === 'parameter');
  const words = given.filter(({ type }) => type.kind === 'fixedBytes' && type.size === 32).length;
  const hasByte = given.some(({ type }) => type.kind === 'int' && type.bits === 8);
  const isSignature = words >= 2 && hasByte;
  return isSignature ? (given.find(({ type }) => type.kind === 'address') ?? null) : null;
}

/** State under the account's key changes. */
function isBooked(one: Instruction, owner: Instruction): boolean {
  return one.kind === 'store' && one.path.keys.some((key) => key.kind === 'index' && strip(key.value) === owner);
}

/** The contract is asked again afterwards, and the answer is tested. */
function isVerified(flow: Flow, call: CallInstruction): boolean {
  return flow.instructions.some((one) => one.kind === 'call' && one.method === 'external' && one !== call && flow.canFollow(call, one) && flow.routine.blocks.some(({ terminator }) => terminator.kind === 'branch' && dependsOn(terminator.condition, (input) => input === one)));
}
