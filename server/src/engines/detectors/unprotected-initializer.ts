import { isOneTime } from '../solidity/analysis/authorisation.ts';
import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { inputsOf, isEnvironment, pathText } from '../solidity/analysis/values.ts';
import type { StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn, stepAt } from './issue.ts';

/** An initialiser that can be called by anyone, any number of times. */
export const unprotectedInitializer: Detector = {
  id: 'unprotected-initializer',
  title: 'Initialiser can be called again by anyone',
  severity: 'high',
  confidence: 'high',
  categories: { swc: ['SWC-118'], dasp: [2], cwe: ['CWE-665'], owasp: ['SC01:2025', 'SC10:2026'] },
  description: 'Finds public functions named as initialisers (init…, initialize…, setup…) that write an address without a test of the caller and without a flag that stops the second call.',
  why: 'An initialiser takes the place of a constructor behind a proxy. If nothing stops a second call, whoever calls last is the owner.',
  exampleBad: 'function initialize(address who) public { owner = who; }',
  fix: 'Require that it has not run yet, and record that it has; lock the implementation in its constructor.',
  references: ['https://swcregistry.io/docs/SWC-118', 'https://docs.openzeppelin.com/upgrades-plugins/writing-upgradeable'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) for (const flow of model.entries) yield* search(model, flow);
  },
};

function* search(model: ContractModel, flow: Flow): Iterable<Issue> {
  const { info } = flow.routine;
  if (!/^(_*)(init|setup)/i.test(info.name) || !flow.routine.isEntryPoint) return;
  const store = flow.instructions.find((instruction): instruction is StoreInstruction => instruction.kind === 'store' && isOwnerLike(instruction));
  if (!store || model.authorisation.isAuthorised(flow, store.block) || isOneTime(flow, store)) return;
  const { file, node, contract, name } = info;
  yield issueOn({ file, range: node.nameRange, contract, code: info }, {
    message: `anyone can call ${name}() again and set ${pathText(store.path)}`,
    scenario: `An attacker calls ${name}() after the contract has been set up and replaces ${pathText(store.path)} by itself.`,
    steps: [{ file, range: node.nameRange, note: `${name}() is open to everyone` }, stepAt(store, `${pathText(store.path)} is overwritten`)],
  });
}

function isOwnerLike(store: StoreInstruction): boolean {
  if (store.path.variable === null || store.path.keys.length > 0) return false;
  const isAddress = store.type.kind === 'address' || store.type.kind === 'contract';
  return isAddress && [...inputsOf(store.value)].some((input) => input.kind === 'parameter' || isEnvironment(input, 'msg.sender'));
}
