import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';
import { below, nodesOf, type Occurrence } from './syntax-search.ts';

/** Locals that are read and never written. */
export const uninitializedLocal: Detector = {
  id: 'uninitialized-local',
  title: 'Local variable is used and never set',
  severity: 'medium',
  confidence: 'high',
  categories: { swc: [], dasp: [10], cwe: ['CWE-457'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds local variables of a value type that are declared without a value, never assigned, and read.',
  why: 'The variable is zero wherever it is used: an address of nobody, an amount of nothing. Most often an assignment was forgotten.',
  exampleBad: 'address receiver; payable(receiver).transfer(amount);',
  fix: 'Give the variable its value, or write the zero that is meant.',
  references: ['https://docs.soliditylang.org/en/latest/control-structures.html#scoping-and-declarations', 'https://cwe.mitre.org/data/definitions/457.html'],
  *run({ project }: Context): Iterable<Issue> {
    for (const declaration of nodesOf(project, 'LocalDeclaration')) {
      const [variable] = declaration.node.variables;
      const { code, file, contract } = declaration;
      if (declaration.node.value || declaration.node.isTuple || !variable || !code || variable.typeName.type !== 'ElementaryType') continue;
      if (['string', 'bytes', 'var'].includes(variable.typeName.name)) continue;
      const root: Occurrence = { ...declaration, node: code.node };
      if (isWritten(root, variable.name) || !isRead(root, variable.name)) continue;
      yield issueOn({ file, range: variable, contract, code }, { message: `${variable.name} is zero wherever it is used` });
    }
  },
};

/** Assigned, counted, deleted, or written in assembly. */
function isWritten(root: Occurrence, name: string): boolean {
  const names = (one: Occurrence): boolean => [...below(one, 'Identifier')].some(({ node }) => node.name === name);
  const assigned = [...below(root, 'AssignmentExpression')].some((one) => names({ ...one, node: one.node.target }));
  const counted = [...below(root, 'UnaryExpression')].some((one) => ['++', '--', 'delete'].includes(one.node.operator) && names(one));
  const inAssembly = [...below(root, 'YulAssignment')].some(({ node }) => node.targets.some((target) => target.name === name));
  // The name declared twice, in scopes of their own, is not followed.
  return assigned || counted || inAssembly || [...below(root, 'VariableDeclaration')].filter(({ node }) => node.name === name).length > 1;
}

function isRead(root: Occurrence, name: string): boolean {
  return [...below(root, 'Identifier'), ...below(root, 'YulIdentifier')].some(({ node }) => node.name === name);
}
