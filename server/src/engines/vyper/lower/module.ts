import type { ContractDefinition, Declaration, InheritanceSpecifier, SourceUnit, VariableDeclaration } from '../../solidity/syntax/nodes.ts';
import type { Range } from '../../solidity/syntax/tokens.ts';
import type * as vyper from '../syntax/nodes.ts';
import { compilerInterface } from './compiler-interfaces.ts';
import type { Context } from './context.ts';
import { lowerFunction, lowerPrototype } from './functions.ts';
import type { Locks } from './locks.ts';
import { at, local } from './make.ts';
import { isFromCompiler } from './scope.ts';
import { unwrapType } from './storage-kind.ts';
import { lowerParameter, lowerType } from './types.ts';

/** How a file is to be read beyond its declarations. */
export interface ModuleOptions {
  locks: Locks;
  isInterface: boolean;
  /** Modules that this one takes functions or state from, by their name here. */
  bases: string[];
  /** Finds the file that an import means. */
  importPath: (node: vyper.ImportDeclaration) => string;
}

/** A Vyper file as the tree of a contract: modules it uses become bases, interfaces and structs stand beside it. */
export function lowerModule(context: Context, module: vyper.VyperModule, options: ModuleOptions): SourceUnit {
  const contract: ContractDefinition = {
    type: 'ContractDefinition', kind: options.isInterface ? 'interface' : 'contract', isAbstract: false, name: context.module.name,
    nameRange: headOf(module), bases: basesOf(context, options), members: [], ...at(module),
  };
  const items: Declaration[] = [contract];
  for (const node of module.declarations) lowerDeclaration(context, node, { options, contract, items });
  contract.members.push(...options.locks.declarations.values());
  // Without a declaration there is no contract either.
  if (module.declarations.length === 0) items.length = 0;
  return { type: 'SourceUnit', items, ...at(module) };
}

/** The contract has no header of its own; its first declaration stands for it. */
function headOf(module: vyper.VyperModule): Range {
  const [first] = module.declarations;
  return first ? at('name' in first && typeof first.name !== 'string' ? first.name : first) : { start: 0, end: Math.min(1, module.end) };
}

function basesOf(context: Context, { bases, importPath }: ModuleOptions): InheritanceSpecifier[] {
  return bases.flatMap((alias) => {
    const node = context.module.modules.get(alias);
    if (!node || importPath(node).endsWith('.vyi')) return [];
    return [{ type: 'InheritanceSpecifier', path: [alias], args: null, ...at(node) }];
  });
}

interface Target {
  options: ModuleOptions;
  contract: ContractDefinition;
  items: Declaration[];
}

function lowerDeclaration(context: Context, node: vyper.Declaration, { options, contract, items }: Target): void {
  switch (node.type) {
    case 'Function':
      contract.members.push(options.isInterface ? lowerPrototype(context, node) : lowerFunction(context, node, options.locks));
      break;
    case 'Variable':
      contract.members.push(lowerVariable(context, node));
      break;
    case 'Event':
      contract.members.push(eventOf(context, node));
      break;
    case 'Import':
      items.push(...lowerImport(node, options));
      break;
    case 'Struct':
    case 'Flag':
    case 'Interface':
      items.push(lowerTypeDeclaration(context, node));
      break;
    case 'Directive':
      // What they say is known already: bases from their use, and interfaces are checked by the compiler.
      break;
  }
}

function lowerTypeDeclaration(context: Context, node: vyper.FieldsDeclaration | vyper.FlagDeclaration | vyper.InterfaceDeclaration): Declaration {
  const named = { name: node.name.name, nameRange: at(node.name), ...at(node) };
  switch (node.type) {
    case 'Interface': {
      const members = node.functions.map((one) => lowerPrototype(context, one));
      return { type: 'ContractDefinition', kind: 'interface', isAbstract: false, bases: [], members, ...named };
    }
    case 'Flag':
      return { type: 'EnumDefinition', members: node.members.map((one) => ({ type: 'EnumMember', name: one.name, ...at(one) })), ...named };
    default:
      return { type: 'StructDefinition', fields: node.fields.map((field) => fieldOf(context, field)), ...named };
  }
}

function fieldOf(context: Context, field: vyper.Parameter): VariableDeclaration {
  const typeName = field.annotation ? lowerType(context, field.annotation) : ({ type: 'UnknownType', ...at(field) } as const);
  return { ...local(field, field.name.name, typeName), scope: 'field', location: null, nameRange: at(field.name) };
}

function eventOf(context: Context, node: vyper.FieldsDeclaration): Declaration {
  const parameters = node.fields.map((field) => lowerParameter(context, field, false));
  return { type: 'EventDefinition', name: node.name.name, nameRange: at(node.name), parameters, isAnonymous: false, ...at(node) };
}

/** A state variable, or an event of 0.1: `Sent: event({to: indexed(address)})`. */
function lowerVariable(context: Context, node: vyper.VariableDeclaration): Declaration {
  const { annotation } = node;
  const [fields] = annotation.type === 'Call' && annotation.callee.type === 'Name' && annotation.callee.name === 'event' ? annotation.args : [];
  if (fields?.type === 'Dict') return eventOf(context, { type: 'Event', name: node.name, fields: fields.entries.map(fieldFromEntry), ...at(node) });
  const kind = unwrapType(annotation);
  return {
    ...local(node, node.name.name, lowerType(context, kind.type)), scope: 'state', location: null, nameRange: at(node.name),
    visibility: kind.isPublic ? 'public' : 'internal', isConstant: kind.isConstant, isImmutable: kind.isImmutable, isTransient: kind.isTransient,
    value: node.value && context.lower(context, node.value),
  };
}

function fieldFromEntry({ name, value, start, end }: vyper.Keyword): vyper.Parameter {
  return { name: { type: 'Name', name, start, end: start + name.length }, annotation: value, value: null, start, end };
}

function lowerImport(node: vyper.ImportDeclaration, { importPath }: ModuleOptions): Declaration[] {
  const name = node.path.at(-1) ?? '';
  const alias = node.alias ?? name;
  if (isFromCompiler(node)) return [compilerInterface(node, { name, alias })];
  const symbols = [{ name, alias: alias === name ? null : alias }];
  return [{ type: 'ImportDirective', path: importPath(node), unitAlias: null, symbols, ...at(node) }];
}
