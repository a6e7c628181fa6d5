import { findFunctions, findVariable } from '../solidity/project/lookup.ts';
import type { StateVariable } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';
import { below, nodesOf, type Occurrence } from './syntax-search.ts';

/** Initial values made from what is not there yet. */
export const stateInitOrder: Detector = {
  id: 'state-init-order',
  title: 'Initial value depends on the order of initialisation',
  severity: 'low',
  confidence: 'high',
  categories: { swc: [], dasp: [10], cwe: ['CWE-665'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds state variables whose initial value reads a variable that gets its own value later, or calls a function of the contract that reads state.',
  why: 'Initial values are set from the top down, before the constructor runs. What is declared below, or set by the constructor, is still zero.',
  exampleBad: 'uint public fee = base * 2; uint public base = 100;',
  fix: 'Set such values in the constructor, in the order that is needed.',
  references: ['https://docs.soliditylang.org/en/latest/contracts.html#constructors', 'https://cwe.mitre.org/data/definitions/665.html'],
  *run({ project }: Context): Iterable<Issue> {
    for (const declaration of nodesOf(project, 'VariableDeclaration')) {
      const { node, contract, file } = declaration;
      if (node.scope !== 'state' || !node.value || node.isConstant || !contract) continue;
      const early = tooEarly({ ...declaration, node: node.value }) ?? readingCall({ ...declaration, node: node.value });
      if (early !== null) yield issueOn({ file, range: node, contract }, { message: `the initial value of ${node.name} ${early}` });
    }
  },
};

/** A variable of the same contract that is declared below, or that only a constructor or function sets. */
function tooEarly(value: Occurrence): string | null {
  for (const { node } of below(value, 'Identifier')) {
    const variable = value.contract && findVariable(value.contract, node.name);
    if (!variable || variable.node.isConstant || variable.contract !== value.contract) continue;
    if (variable.node.start > value.node.end || !hasValue(variable)) return `reads ${node.name}, which is still zero`;
  }
  return null;
}

/** Declared with a value, or of a kind that starts empty on purpose. */
function hasValue({ node }: StateVariable): boolean {
  return node.value !== null || node.typeName.type === 'MappingType' || node.typeName.type === 'ArrayType';
}

function readingCall(value: Occurrence): string | null {
  for (const { node } of below(value, 'CallExpression')) {
    const { callee } = node;
    const functions = callee.type === 'Identifier' && value.contract ? findFunctions(value.contract, callee.name) : [];
    if (functions.some((info) => info.mutability !== 'pure' && readsState(info, value))) return `calls ${callee.type === 'Identifier' ? callee.name : 'a function'}, which reads state that may still be zero`;
  }
  return null;
}

function readsState(info: ReturnType<typeof findFunctions>[number], { contract }: Occurrence): boolean {
  if (!info.node.body) return false;
  const body: Occurrence = { node: info.node.body, parent: null, file: info.file, contract: info.contract, code: info };
  return [...below(body, 'Identifier')].some(({ node }) => {
    const variable = contract && findVariable(contract, node.name);
    return variable ? !variable.node.isConstant : false;
  });
}
