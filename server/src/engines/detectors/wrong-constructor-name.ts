import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { isEnvironment } from '../solidity/analysis/values.ts';
import { pathText } from '../solidity/analysis/values.ts';
import type { StoreInstruction } from '../solidity/cfg/instructions.ts';
import { isBefore } from '../solidity/project/contract.ts';
import type { FunctionInfo } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn, stepAt } from './issue.ts';

/** A public function that behaves as a constructor but is none. */
export const wrongConstructorName: Detector = {
  id: 'wrong-constructor-name',
  title: 'Function meant to be the constructor',
  severity: 'high',
  confidence: 'high',
  categories: { swc: ['SWC-118'], dasp: [2], cwe: ['CWE-665'], owasp: ['SC01:2025', 'SC01:2026'] },
  description: 'Finds public functions that set the owner to the caller, in contracts without a constructor, or with a name close to the contract or to the word constructor.',
  why: 'Before 0.5 a constructor was a function with the name of its contract. One that is misspelt, or was not renamed with the contract, is an ordinary function: anyone can call it, at any time, and become the owner.',
  exampleBad: 'contract Wallet { address owner; function wallet() public { owner = msg.sender; } }',
  fix: 'Write it as constructor (…), with Solidity 0.4.22 or later.',
  references: ['https://swcregistry.io/docs/SWC-118'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) for (const flow of model.entries) yield* search(model, flow);
  },
};

function* search(model: ContractModel, flow: Flow): Iterable<Issue> {
  const { info } = flow.routine;
  const claim = claimOf(model, flow);
  if (!claim || !isMeantAsConstructor(info)) return;
  const { contract, file, node } = info;
  yield issueOn({ file, range: node.nameRange, contract, code: info }, {
    message: `${info.name}() sets ${pathText(claim.path)} to its caller, and anyone can call it`,
    scenario: `It was meant to run once, on creation. An attacker calls ${info.name}() and becomes ${pathText(claim.path)}.`,
    steps: [{ file, range: node.nameRange, note: `${info.name}() is public and no constructor` }, stepAt(claim, `${pathText(claim.path)} becomes the caller`)],
  });
}

/** The write that makes the caller an owner without any test. */
export function claimOf(model: ContractModel, flow: Flow): StoreInstruction | null {
  for (const instruction of flow.instructions) {
    if (instruction.kind !== 'store' || instruction.path.keys.length > 0 || !instruction.path.variable) continue;
    if (!isEnvironment(instruction.value, 'msg.sender') || flow.facts(instruction.block).length > 0) continue;
    if (model.authorisation.openWrite(instruction.path.variable)) return instruction;
  }
  return null;
}

export function isMeantAsConstructor(info: FunctionInfo): boolean {
  const { contract, name, kind } = info;
  if (!contract || kind !== 'function' || !isBefore(info.file, 5)) return false;
  const [mine, theirs] = [name.toLowerCase(), contract.name.toLowerCase()];
  if (mine === 'constructor' || mine === theirs || isClose(mine, theirs)) return true;
  const hasConstructor = contract.functions.some((other) => other.kind === 'constructor');
  // Contracts are named with a capital, functions are not: a capital here is a contract's old name.
  return !hasConstructor && /^[A-Z]/.test(name) && contract.functions.every((other) => other === info || !/^[A-Z]/.test(other.name));
}

/** At most two letters apart, for names long enough for that to be no accident. */
function isClose(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 4 || Math.abs(a.length - b.length) > 2) return false;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const isEqual = a.charAt(i - 1) === b.charAt(j - 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (isEqual ? 0 : 1)));
    }
    row = next;
  }
  return (row[b.length] ?? 9) <= Math.max(1, Math.floor(b.length / 5));
}
