import { buildProject } from '../../src/engines/solidity/project/build.ts';
import type { Contract, FileUnit } from '../../src/engines/solidity/project/model.ts';
import type { SolcNode } from './solc.ts';

/**
 * What two parsers must agree on, one line for each declaration: what it is, its name, visibility and mutability, and
 * its first and last line.
 */
export function outlineOfOurs(path: string, content: string): string[] {
  const { project } = buildProject([{ path, content }]);
  return project.files.flatMap((file) => file.contracts.flatMap((contract) => outlineOfContract(file, contract))).sort((a, b) => a.localeCompare(b));
}

function lines(file: FileUnit, range: { start: number; end: number }): string {
  return `${file.lines.at(range.start).line}-${file.lines.at(range.end - 1).line}`;
}

function outlineOfContract(file: FileUnit, contract: Contract): string[] {
  const at = (range: { start: number; end: number }): string => lines(file, range);
  return [
    `${contract.kind} ${contract.name} ${at(contract.node)}`,
    ...contract.functions.map(({ name, kind, node, visibility, mutability }) => {
      const state = mutability === 'constant' ? 'view' : (mutability ?? 'nonpayable');
      return `${contract.name} function ${kind === 'function' ? name : kind} ${kind === 'constructor' ? '' : visibility} ${state} ${at(node)}`;
    }),
    ...contract.variables.map(({ name, node }) => `${contract.name} variable ${name} ${node.visibility ?? 'internal'} ${String(node.isConstant)} ${at(node)}`),
    ...contract.modifiers.map(({ name, node }) => `${contract.name} modifier ${name} ${at(node)}`),
    ...contract.events.map((event) => `${contract.name} event ${event.name} ${at(event)}`),
    ...[...contract.types.values()].flatMap((node) => ('name' in node && node.type === 'StructDefinition' ? [`${contract.name} struct ${node.name} ${at(node)}`] : [])),
  ];
}

export function outlineOfSolc(tree: SolcNode, source: string): string[] {
  const bytes = Buffer.from(source, 'utf8');
  const lineStarts = [0];
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lineStarts.push(at + 1);
  const lineOf = (offset: number): number => lineStarts.findLastIndex((start) => start <= offset) + 1;
  const at = (node: SolcNode): string => {
    const [start = 0, length = 1] = node.src.split(':').map(Number);
    return `${lineOf(start)}-${lineOf(start + length - 1)}`;
  };
  return (tree.nodes ?? []).filter((node) => node.nodeType === 'ContractDefinition').flatMap((contract) => [
    `${contract.contractKind ?? ''} ${contract.name ?? ''} ${at(contract)}`,
    ...(contract.nodes ?? []).flatMap((member) => outlineOfMember(contract.name ?? '', member, at)),
  ]).sort((a, b) => a.localeCompare(b));
}

/** Old compilers tell constructors by a flag and fallbacks by their empty name, new ones by kind. */
function kindOf(node: SolcNode): string {
  if (node.isConstructor === true) return 'constructor';
  return node.kind ?? (node.name === '' ? 'fallback' : 'function');
}

function outlineOfMember(contract: string, node: SolcNode, at: (node: SolcNode) => string): string[] {
  const name = node.name ?? '';
  switch (node.nodeType) {
    case 'FunctionDefinition': {
      const kind = kindOf(node);
      const visibility = kind === 'constructor' ? '' : (node.visibility ?? '');
      return [`${contract} function ${kind === 'function' ? name : kind} ${visibility} ${node.stateMutability ?? ''} ${at(node)}`];
    }
    case 'VariableDeclaration':
      return [`${contract} variable ${name} ${node.visibility ?? ''} ${String(node.constant ?? false)} ${at(node)}`];
    case 'ModifierDefinition':
      return [`${contract} modifier ${name} ${at(node)}`];
    case 'EventDefinition':
      return [`${contract} event ${name} ${at(node)}`];
    case 'StructDefinition':
      return [`${contract} struct ${name} ${at(node)}`];
    default:
      return [];
  }
}
