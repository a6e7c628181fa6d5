import type { ContractDefinition, Declaration, FunctionDefinition, Visibility } from '../syntax/nodes.ts';
import type { Contract, FileUnit, FunctionInfo } from './model.ts';

/** Sorts a contract's members by kind; bases and order are filled in later. */
export function readContract(node: ContractDefinition, file: FileUnit): Contract {
  const contract: Contract = {
    name: node.name, kind: node.kind, node, file, bases: [], linear: [], missingBases: [], isInherited: false,
    functions: [], modifiers: [], variables: [], usings: [], events: [], types: new Map(),
  };
  contract.linear.push(contract);
  for (const member of node.members) addMember(contract, member);
  return contract;
}

function addMember(contract: Contract, member: Declaration): void {
  const { file } = contract;
  switch (member.type) {
    case 'FunctionDefinition':
      contract.functions.push(describeFunction(contract, member));
      break;
    case 'ModifierDefinition':
      contract.modifiers.push({ name: member.name, node: member, file, contract });
      break;
    case 'VariableDeclaration':
      contract.variables.push({ name: member.name, node: member, file, contract });
      break;
    case 'UsingDirective':
      contract.usings.push(member);
      break;
    case 'EventDefinition':
      contract.events.push(member);
      break;
    default:
      if ('name' in member) contract.types.set(member.name, member);
  }
}

function describeFunction(contract: Contract, node: FunctionDefinition): FunctionInfo {
  const isOldConstructor = node.kind === 'function' && node.name === contract.name && isBefore(contract.file, 5);
  const kind = isOldConstructor && contract.kind === 'contract' ? 'constructor' : node.kind;
  const visibility = node.visibility ?? impliedVisibility(contract, kind);
  const { mutability, parameters } = node;
  return { name: node.name, kind, node, file: contract.file, contract, visibility, mutability, parameters };
}

function impliedVisibility(contract: Contract, kind: FunctionInfo['kind']): Visibility {
  if (contract.kind === 'interface') return 'external';
  return (kind === 'fallback' || kind === 'receive') && !isBefore(contract.file, 5) ? 'external' : 'public';
}

/** True where the file follows the rules of a version before 0.`minor`. */
export function isBefore(file: FileUnit, minor: number): boolean {
  return file.version[0] === 0 && file.version[1] < minor;
}
