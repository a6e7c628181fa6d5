import { dependsOn, isEnvironment, isSame } from '../solidity/analysis/values.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import { isBefore } from '../solidity/project/contract.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';

/** Token transfers of old compilers that do not look at the length of the call data. */
export const shortAddress: Detector = {
  id: 'short-address',
  title: 'Length of call data is not tested',
  severity: 'low',
  confidence: 'medium',
  categories: { swc: [], dasp: [9], cwe: ['CWE-130'], owasp: ['SC04:2025', 'SC05:2026'] },
  description: 'Finds public functions before 0.5 that take an address and then an amount and move that amount in a ledger, without a test of msg.data.length.',
  why: 'Before 0.5 missing bytes at the end of the call data were read as zeros. An address given one byte short shifts the amount to the left and multiplies it by 256.',
  exampleBad: 'function sendCoin(address to, uint amount) public { balances[msg.sender] -= amount; balances[to] += amount; }',
  fix: 'Compile with 0.5 or later, or require msg.data.length to be at least the expected one.',
  references: ['https://dasp.co/#item-9', 'https://docs.soliditylang.org/en/v0.5.0/050-breaking-changes.html'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of model.entries) {
        const { info, isEntryPoint } = flow.routine;
        if (!isEntryPoint || !isBefore(info.file, 5) || !movesAmount(flow) || testsLength(flow)) continue;
        yield issueOn({ file: info.file, range: info.node.nameRange, contract: info.contract, code: info }, {
          message: `${info.name}() takes an address before an amount and does not test the length of its call data`,
          scenario: 'An exchange that passes on an address that is one byte short sends 256 times the amount.',
        });
      }
    }
  },
};

function movesAmount(flow: Flow): boolean {
  const parameters = flow.routine.entry.instructions.filter((one) => one.kind === 'parameter');
  const amount = parameters.find((one, at) => one.type.kind === 'int' && at > 0 && parameters[at - 1]?.type.kind === 'address');
  const receiver = amount && parameters.find((one) => one.kind === 'parameter' && one.index === amount.index - 1);
  if (!amount || !receiver) return false;
  return flow.instructions.some((one) => one.kind === 'store' && dependsOn(one.value, (input) => isSame(input, amount)) && one.path.keys.some((key) => key.kind === 'index' && isSame(key.value, receiver)));
}

function testsLength(flow: Flow): boolean {
  const isLength = (value: Instruction): boolean => value.kind === 'member' && value.name === 'length' && isEnvironment(value.object, 'msg.data');
  return flow.routine.blocks.some(({ terminator }) => terminator.kind === 'branch' && dependsOn(terminator.condition, isLength));
}
