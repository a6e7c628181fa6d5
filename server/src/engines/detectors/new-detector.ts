/** A file to write, with its path relative to the server folder. */
export interface NewFile {
  path: string;
  content: string;
}

const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/**
 * The files of a new detector: the detector itself and one bad and one good fixture. They work as they are (the
 * detector reports every selfdestruct), so that the first test run is green and shows the way. Throws RangeError for
 * an id that is not kebab-case.
 */
export function newDetector(id: string): NewFile[] {
  if (!ID.test(id)) throw new RangeError(`detector ids are kebab-case words, not "${id}"`);
  const fixtures = `test/fixtures/detectors/${id}`;
  return [
    { path: `src/engines/detectors/${id}.ts`, content: detectorSource(id) },
    { path: `${fixtures}/bad.sol`, content: fixture(`        selfdestruct(payable(msg.sender)); // expect: ${id}`) },
    { path: `${fixtures}/good.sol`, content: fixture('        done = true;') },
  ];
}

function variableName(id: string): string {
  return id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function detectorSource(id: string): string {
  return `import { flowsOf } from '../solidity/analysis/contract-model.ts';
import { textOf } from '../solidity/analysis/values.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';

/** Say in one line what is found. Then list this detector in index.ts. */
export const ${variableName(id)}: Detector = {
  id: '${id}',
  title: '${id.replaceAll('-', ' ')}',
  severity: 'medium',
  confidence: 'medium',
  categories: { swc: [], dasp: [10], cwe: [], owasp: [] },
  description: 'What it looks for.',
  why: 'Why that is a fault.',
  exampleBad: 'function end() public { selfdestruct(payable(msg.sender)); }',
  fix: 'What to do about it.',
  references: [],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of flowsOf(model)) {
        for (const instruction of flow.instructions) {
          if (instruction.kind !== 'call' || instruction.method !== 'selfdestruct') continue;
          yield issueAt(instruction, { message: \`\${textOf(instruction)} ends the contract\` });
        }
      }
    }
  },
};
`;
}

function fixture(line: string): string {
  return `// SPDX-License-Identifier: MIT
pragma solidity 0.8.24;

contract Example {
    bool public done;

    function end() public {
${line}
    }
}
`;
}
