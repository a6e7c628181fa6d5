import { dependsOn, isEnvironment, textOf } from '../solidity/analysis/values.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';

/** A look at the caller's code to keep contracts out. */
export const eoaCheckBypass: Detector = {
  id: 'eoa-check-bypass',
  title: 'Test for a contract can be passed by one',
  severity: 'medium',
  confidence: 'high',
  categories: { swc: [], dasp: [2], cwe: ['CWE-284'], owasp: ['SC01:2025', 'SC01:2026'] },
  description: "Finds branches on the size of the caller's code, by extcodesize or code.length.",
  why: 'While its constructor runs a contract has no code yet. Called from there, it passes for a person.',
  exampleBad: 'require(msg.sender.code.length == 0);',
  fix: 'Do not rely on callers being no contracts; if it must be, require msg.sender == tx.origin as well.',
  references: ['https://docs.soliditylang.org/en/latest/units-and-global-variables.html#members-of-address-types'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of model.entries) {
        for (const { terminator } of flow.routine.blocks) {
          const probe = terminator.kind === 'branch' ? findProbe(terminator.condition) : undefined;
          if (probe && flow.routine.isEntryPoint && !excludesContracts(flow)) yield issueAt(probe, { message: `${textOf(probe)} is zero while the caller's constructor runs` });
        }
      }
    }
  },
};

const isCaller = (value: Instruction): boolean => isEnvironment(value, 'msg.sender');

function findProbe(condition: Instruction): Instruction | undefined {
  let found: Instruction | undefined;
  dependsOn(condition, (input) => {
    const isSize = input.kind === 'call' && input.name === 'yul:extcodesize' && input.args.some((argument) => dependsOn(argument, isCaller));
    const isCode = input.kind === 'member' && input.name === 'code' && dependsOn(input.object, isCaller);
    if (isSize || isCode) found = input;
    return found !== undefined;
  });
  return found;
}

function excludesContracts(flow: Flow): boolean {
  return flow.routine.blocks.some(({ terminator }) => terminator.kind === 'branch' && dependsOn(terminator.condition, (input) => isEnvironment(input, 'tx.origin')));
}
