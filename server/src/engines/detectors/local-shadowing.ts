import { isBefore } from '../solidity/project/contract.ts';
import type { Contract, FileUnit } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';
import { nodesOf, type Occurrence } from './syntax-search.ts';

/** What the language offers under these names is gone where a variable takes them. */
const LANGUAGE = new Set(['abi', 'addmod', 'assert', 'block', 'blockhash', 'ecrecover', 'gasleft', 'keccak256', 'msg', 'mulmod', 'require', 'revert', 'ripemd160', 'selfdestruct', 'sha256', 'super', 'this', 'tx', 'type']);
/** Gone since the minor version. */
const FORMER: Readonly<Record<string, number>> = { sha3: 5, suicide: 5, now: 7 };

function isLanguage(file: FileUnit, name: string): boolean {
  const last = Object.hasOwn(FORMER, name) ? FORMER[name] : undefined;
  return LANGUAGE.has(name) || (last !== undefined && isBefore(file, last));
}

/** Names that hide a state variable or a part of the language. */
export const localShadowing: Detector = {
  id: 'local-shadowing',
  title: 'Local name hides another one',
  severity: 'low',
  confidence: 'high',
  categories: { swc: ['SWC-119'], dasp: [10], cwe: ['CWE-710'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds parameters and local variables with the name of a state variable of the contract or its bases, and declarations that take a name of the language such as now or require.',
  why: 'A reader, and the author a year later, takes the name for the other thing. An assignment meant for the state is lost; a require that was declared tests nothing.',
  exampleBad: 'uint limit; function set(uint limit) public { limit = limit; }',
  fix: 'Give the local variable a name of its own.',
  references: ['https://swcregistry.io/docs/SWC-119', 'https://cwe.mitre.org/data/definitions/710.html'],
  *run({ project }: Context): Iterable<Issue> {
    for (const one of nodesOf(project, 'Parameter')) {
      const { name } = one.node;
      if (name && isOfBody(one)) yield* judge(one, name.name, name);
    }
    for (const one of nodesOf(project, 'VariableDeclaration')) {
      const { scope, name, nameRange } = one.node;
      if (scope === 'local' || (scope === 'state' && isLanguage(one.file, name))) yield* judge(one, name, nameRange);
    }
    for (const one of nodesOf(project, 'FunctionDefinition')) {
      if (one.node.kind === 'function' && isLanguage(one.file, one.node.name)) yield* judge(one, one.node.name, one.node.nameRange);
    }
  },
};

/** Of code that runs, not of an interface or of a type. */
function isOfBody({ code, parent }: Occurrence): boolean {
  return code !== null && code.node.body !== null && parent?.node.type !== 'FunctionType';
}

function* judge({ contract, file, code }: Occurrence, name: string, range: { start: number; end: number }): Iterable<Issue> {
  const hidden = isLanguage(file, name) ? `${name} of the language` : code && contract ? stateNamed(contract, name) : null;
  if (hidden !== null) yield issueOn({ file, range, contract, code }, { message: `${name} hides ${hidden}` });
}

/** A variable that is visible here; private ones of bases are not. */
function stateNamed(contract: Contract, name: string): string | null {
  const owner = contract.linear.find((one) => one.variables.some((variable) => variable.name === name && (one === contract || variable.node.visibility !== 'private')));
  return owner ? `the state variable ${owner.name}.${name}` : null;
}
