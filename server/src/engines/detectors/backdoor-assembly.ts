import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { constantOf, dependsOn, isEnvironment, strip, textOf } from '../solidity/analysis/values.ts';
import type { Instruction, StoreInstruction } from '../solidity/cfg/instructions.ts';
import { variableAt } from '../solidity/layout/storage-layout.ts';
import type { StateVariable } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { factValuesAt } from './ether-flow.ts';
import { changingEntries } from './guards.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';

/** Privileges that only assembly shows. */
export const backdoorAssembly: Detector = {
  id: 'backdoor-assembly',
  title: 'Assembly writes variables behind their names',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: [], dasp: [2], cwe: ['CWE-506'], owasp: ['SC01:2025', 'SC01:2026'] },
  description: 'Finds assembly in public functions that writes a declared variable by the number of its slot, an entry of a mapping by its hash, or that lets one fixed address pass.',
  why: 'A reader looks for the places where a variable is assigned by name. A write by slot number is not among them: it changes an owner, a winner or a balance where nobody looks.',
  exampleBad: 'function update(address a) public { assembly { sstore(1, a) } }',
  fix: 'Assign variables by name, outside assembly, under the same tests as everywhere else.',
  references: ['https://docs.soliditylang.org/en/latest/internals/layout_in_storage.html', 'https://cwe.mitre.org/data/definitions/506.html'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of changingEntries(model)) {
        for (const one of flow.instructions) {
          const hidden = one.kind === 'store' ? hiddenVariable(model, flow, one) : null;
          if (hidden) yield describe(flow, one, `writes ${hidden.name} without naming it`);
          else if (isEffect(one)) yield* fixedCaller(flow, one);
        }
      }
    }
  },
};

/** The declared variable that a slot number, or a hash over its slot, stands for. */
function hiddenVariable(model: ContractModel, flow: Flow, { path, operator }: StoreInstruction): StateVariable | null {
  if (operator !== 'sstore' || path.variable || !path.pointer) return null;
  const slot = constantOf(path.pointer);
  if (slot !== null) return variableAt(model.contract, slot);
  const isHash = dependsOn(path.pointer, (input) => input.kind === 'call' && input.name === 'yul:keccak256');
  return isHash ? hashedMapping(flow) : null;
}

/** A mapping whose slot the routine puts into memory to be hashed. */
function hashedMapping(flow: Flow): StateVariable | null {
  for (const one of flow.instructions) {
    if (one.kind !== 'call' || one.name !== 'yul:mstore') continue;
    const value = one.args[1] && strip(one.args[1]);
    if (value?.kind === 'reference' && value.path.variable?.node.typeName.type === 'MappingType') return value.path.variable;
  }
  return null;
}

function isEffect(one: Instruction): boolean {
  return one.kind === 'store' || (one.kind === 'call' && ['call', 'delegatecall', 'callcode', 'selfdestruct'].includes(one.method));
}

const SHORTEST_ADDRESS = 2n ** 96n;

/** `eq(caller(), 0x…)` in assembly opens the way. */
function* fixedCaller(flow: Flow, effect: Instruction): Iterable<Issue> {
  for (const value of factValuesAt(flow, effect.block)) {
    const test = strip(value);
    if (test.kind !== 'binary' || test.operator !== '==') continue;
    const isHere = [[test.left, test.right], [test.right, test.left]].some(([one, other]) =>
      one !== undefined && other !== undefined && isEnvironment(one, 'msg.sender') && strip(one).type.kind === 'int' && (constantOf(other) ?? 0n) >= SHORTEST_ADDRESS);
    if (isHere) yield describe(flow, effect, `runs for the one address of ${textOf(test)} only`);
  }
}

function describe(flow: Flow, one: Instruction, what: string): Issue {
  return issueAt(one, {
    message: `${textOf(one)} ${what}`,
    scenario: `Whoever knows of it calls ${titleOf(flow.routine.info)} and changes what the rest of the contract relies on.`,
    steps: [stepAt(one, what)],
  });
}
