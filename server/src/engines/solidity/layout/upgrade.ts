import type { SourceFile } from '../../findings.ts';
import { buildProject } from '../project/build.ts';
import { allFunctions } from '../project/lookup.ts';
import type { Contract } from '../project/model.ts';
import { resolveType } from '../project/resolve-type.ts';
import { describeType } from '../project/types.ts';
import { compareLayouts } from './compare-layouts.ts';
import { type StorageEntry, storageLayout } from './storage-layout.ts';

/** A variable and its place, for people and JSON; slots as decimal text, since they go to 2^256. */
export interface UpgradeEntry {
  label: string;
  contract: string;
  type: string;
  slot: string;
  offset: number;
  file: string;
  line: number;
}

/** One thing that is wrong, or may be, with an upgrade. */
export interface UpgradeIssue {
  kind: string;
  level: 'error' | 'warning';
  message: string;
  before: UpgradeEntry | null;
  after: UpgradeEntry | null;
}

/** What an upgrade of one contract does to its storage and its interface. */
export interface UpgradeReport {
  contract: string;
  /** True without any error; warnings are for a person to judge. */
  isSafe: boolean;
  issues: UpgradeIssue[];
  before: UpgradeEntry[];
  after: UpgradeEntry[];
}

function entry({ label, contract, type, slot, offset, variable }: StorageEntry): UpgradeEntry {
  const { file, node } = variable;
  return { label, contract, type: type.text, slot: String(slot), offset, file: file.path, line: file.lines.at(node.nameRange.start).line };
}

/** Functions others may call, as `name(types)`. */
function interfaceOf(contract: Contract): ReadonlySet<string> {
  const callable = allFunctions(contract).filter(({ kind, visibility }) => kind === 'function' && (visibility === 'public' || visibility === 'external'));
  return new Set(callable.map((info) => `${info.name}(${info.parameters.map(({ typeName }) => describeType(resolveType(typeName, info))).join(',')})`));
}

function interfaceIssues(before: Contract, after: Contract): UpgradeIssue[] {
  const known = interfaceOf(after);
  return [...interfaceOf(before)].filter((signature) => !known.has(signature)).map((signature) => ({
    kind: 'function-removed', level: 'warning', message: `${signature} is gone: whoever calls it will fail`, before: null, after: null,
  }));
}

/** What runs in the implementation's own storage and never in the proxy's. */
function implementationIssues(contract: Contract): UpgradeIssue[] {
  const variables = contract.linear.flatMap((one) => one.variables);
  return [
    ...variables.filter(({ node }) => node.value !== null && !node.isConstant && !node.isImmutable).map((variable): UpgradeIssue => ({
      kind: 'initial-value', level: 'error', message: `${variable.name} gets its first value in the implementation, not behind the proxy: set it in the initialiser`, before: null, after: null,
    })),
    ...variables.filter(({ node }) => node.isImmutable).map((variable): UpgradeIssue => ({
      kind: 'immutable', level: 'warning', message: `${variable.name} is immutable: every proxy of this implementation shares its value`, before: null, after: null,
    })),
  ];
}

function deployable(files: readonly SourceFile[]): Map<string, Contract> {
  const { project } = buildProject([...files]);
  return new Map(project.contracts.filter(({ kind, node }) => kind === 'contract' && !node.isAbstract).map((contract) => [contract.name, contract]));
}

/**
 * Compares two versions of the contracts behind proxies: every contract that both have, or the one named. Storage
 * layout as the compiler makes it; Solidity sources only. Pure; never throws.
 */
export function compareVersions(before: readonly SourceFile[], after: readonly SourceFile[], name?: string): UpgradeReport[] {
  const [old, renewed] = [deployable(before), deployable(after)];
  return [...old.values()].flatMap((contract) => {
    const next = renewed.get(contract.name);
    if (!next || (name !== undefined && contract.name !== name)) return [];
    const [from, to] = [storageLayout(contract), storageLayout(next)];
    const layoutIssues = compareLayouts(from, to).map((one): UpgradeIssue => ({ ...one, before: one.before && entry(one.before), after: one.after && entry(one.after) }));
    const issues = [...layoutIssues, ...implementationIssues(next), ...interfaceIssues(contract, next)];
    return [{ contract: contract.name, isSafe: issues.every(({ level }) => level === 'warning'), issues, before: from.entries.map(entry), after: to.entries.map(entry) }];
  });
}
