import type { FunctionInfo } from '../solidity/project/model.ts';
import { namedType } from '../solidity/project/resolve-type.ts';
import type { TypeName, YulExpression } from '../solidity/syntax/nodes.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn, titleOf } from './issue.ts';
import { below, nodesOf, type Occurrence } from './syntax-search.ts';

/** Function pointers written by hand. */
export const arbitraryJump: Detector = {
  id: 'arbitrary-jump',
  title: 'Caller chooses where the program jumps',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: ['SWC-127'], dasp: [2], cwe: ['CWE-695'], owasp: ['SC04:2025', 'SC05:2026'] },
  description: 'Finds assembly that writes a variable of function type, or a struct in memory that holds one, with a value made from arguments or from the call.',
  why: 'A function pointer is a position in the code. Who can change it jumps behind the tests of another function, right to where it pays.',
  exampleBad: 'function() internal f = safe; assembly { f := add(f, callvalue()) } f();',
  fix: 'Choose among functions by an if; never write pointers in assembly.',
  references: ['https://swcregistry.io/docs/SWC-127', 'https://cwe.mitre.org/data/definitions/695.html'],
  *run({ project }: Context): Iterable<Issue> {
    for (const assembly of nodesOf(project, 'AssemblyStatement')) {
      const { code } = assembly;
      if (!code || !('kind' in code)) continue;
      const pointers = pointersIn(assembly, code);
      if (pointers.size === 0) continue;
      for (const { node, name, value } of writesIn(assembly)) {
        if (pointers.has(name) && isChosen(value, code, pointers)) yield describe(assembly, code, { node, name });
      }
    }
  },
};

interface Write {
  node: Occurrence['node'];
  name: string;
  value: YulExpression;
}

/** Assignments, and writes of memory behind a name. */
function* writesIn(assembly: Occurrence): Iterable<Write> {
  for (const { node } of below(assembly, 'YulAssignment')) {
    const { targets, value } = node;
    if (value) for (const { name } of targets) yield { node, name, value };
  }
  for (const { node } of below(assembly, 'YulCall')) {
    const [place, value] = node.args;
    const name = node.name === 'mstore' && place ? rootOf(place) : null;
    if (name !== null && value) yield { node, name, value };
  }
}

/** Names of locals and parameters that are, or hold, function pointers. */
function pointersIn(assembly: Occurrence, code: FunctionInfo): Set<string> {
  const names = new Set<string>();
  const root: Occurrence = { ...assembly, node: code.node };
  const holds = (type: TypeName): boolean => {
    if (type.type === 'FunctionType') return type.visibility === 'internal';
    if (type.type !== 'NamedType') return false;
    const named = namedType(type.path, { file: code.file, contract: code.contract });
    return named?.kind === 'struct' && named.definition.fields.some((field) => field.typeName.type === 'FunctionType');
  };
  for (const { node } of below(root, 'VariableDeclaration')) if (holds(node.typeName)) names.add(node.name);
  for (const { node } of below(root, 'Parameter')) if (node.name && holds(node.typeName)) names.add(node.name.name);
  return names;
}

/** `add(pointer, 32)` is a place in what the pointer holds. */
function rootOf(place: YulExpression): string | null {
  if (place.type === 'YulIdentifier') return place.name;
  return place.type === 'YulCall' ? (place.args.map(rootOf).find((name) => name !== null) ?? null) : null;
}

const OUTSIDE = new Set(['calldataload', 'callvalue', 'caller', 'calldatasize', 'timestamp', 'number']);

/** A pointer that is handed on as it is was made by the compiler. */
function isChosen(value: YulExpression, code: FunctionInfo, pointers: ReadonlySet<string>): boolean {
  const names = new Set(code.parameters.map((parameter) => parameter.name?.name).filter((name) => name !== undefined && !pointers.has(name)));
  const pending: YulExpression[] = [value];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.type === 'YulIdentifier' && (names.has(next.name) || OUTSIDE.has(next.name))) return true;
    if (next.type === 'YulCall' && OUTSIDE.has(next.name)) return true;
    if (next.type === 'YulCall') pending.push(...next.args);
  }
  return false;
}

function describe({ file, contract }: Occurrence, code: FunctionInfo, at: { node: Occurrence['node']; name: string }): Issue {
  return issueOn({ file, range: at.node, contract, code }, {
    message: `the function that ${at.name} points to is computed from what the caller sends`,
    scenario: `An attacker calls ${titleOf(code)} with a value that makes ${at.name} point behind the tests of another function.`,
  });
}
