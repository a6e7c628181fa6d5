import type { Contract, StateVariable } from '../project/model.ts';
import { constantValue } from './constants.ts';
import { Cursor, layoutOf, type TypeLayout } from './type-layout.ts';

/** A variable and its place. */
export interface StorageEntry {
  label: string;
  /** The contract that declares it. */
  contract: string;
  variable: StateVariable;
  slot: bigint;
  /** Bytes from the low end of the slot. */
  offset: number;
  type: TypeLayout;
}

/** Where the variables of a contract lie, in the order of the compiler: the most basic contract first. */
export interface StorageLayout {
  entries: StorageEntry[];
  /** The first slot behind all of them. */
  end: bigint;
  /** What is not known: a base or a type that is not among the files. */
  missing: string[];
}

const hasSlot = ({ node }: StateVariable): boolean => !node.isConstant && !node.isImmutable && !node.isTransient;

/** Where the state variables of a contract lie; `layout at` (0.8.29) is honoured. */
export function storageLayout(contract: Contract): StorageLayout {
  const { layoutAt } = contract.node;
  const start = layoutAt === undefined ? 0n : constantValue(layoutAt, { file: contract.file, contract });
  const missing = contract.linear.flatMap((one) => one.missingBases.map((base) => `base ${base} of ${one.name}`));
  if (start === null) missing.push(`the slot that ${contract.name} starts at`);
  const cursor = new Cursor(start ?? 0n);
  const entries = contract.linear.toReversed().flatMap((one) => one.variables.filter(hasSlot)).map((variable): StorageEntry => {
    const type = layoutOf(variable.node.typeName, variable);
    if (!type.isKnown) missing.push(`the type of ${variable.name}`);
    return { label: variable.name, contract: variable.contract?.name ?? '', variable, type, ...cursor.place(type) };
  });
  return { entries, end: cursor.slotsUsed(), missing };
}

/** The variable that begins a slot; null where none does, or where a place before it is not known. */
export function variableAt(contract: Contract, slot: bigint): StateVariable | null {
  const { entries, missing } = storageLayout(contract);
  return missing.length > 0 ? null : (entries.find((entry) => entry.slot === slot && entry.offset === 0)?.variable ?? null);
}
