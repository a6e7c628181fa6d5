import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Contract } from '../solidity/project/model.ts';
import { resolveType } from '../solidity/project/resolve-type.ts';
import type { CompiledUnit } from '../compile/artefact.ts';
import { type Program, toProgram } from './program.ts';

/** Contracts that others are handed the address of. */
export interface Companions {
  /** By `name/arity#index`; a constructor is named `constructor`. */
  parameters: Map<string, Contract>;
  /** Addresses that stand in the source, and what is called there. */
  fixed: Map<bigint, Contract>;
}

/** Which parameters and constants are taken for contracts: by their type, or by a conversion on the way. */
export function companionsOf(model: ContractModel): Companions {
  const companions: Companions = { parameters: new Map(), fixed: new Map() };
  for (const flow of [...model.entries, ...(model.creation ? [model.creation] : [])]) {
    const { info } = flow.routine;
    const name = `${info.kind === 'constructor' ? 'constructor' : info.name}/${info.parameters.length}`;
    info.parameters.forEach((parameter, at) => {
      const type = resolveType(parameter.typeName, info);
      if (type.kind === 'contract') companions.parameters.set(`${name}#${at}`, type.contract);
    });
    for (const one of flow.instructions) if (one.kind === 'convert') note(companions, { name, value: one.value, contract: contractOf(one) });
    collectStored(companions, flow, name);
  }
  return companions;
}

function contractOf({ type }: Instruction): Contract | null {
  return type.kind === 'contract' ? type.contract : null;
}

function note(companions: Companions, of: { name: string; value: Instruction; contract: Contract | null }): void {
  const { name, value, contract } = of;
  if (!contract) return;
  if (value.kind === 'parameter') companions.parameters.set(`${name}#${value.index}`, contract);
  if (value.kind === 'constant' && typeof value.value === 'bigint') companions.fixed.set(value.value, contract);
  if (value.kind === 'convert') note(companions, { name, value: value.value, contract });
}

/** `log = Log(_log)` may keep only the address, as `addr = _log` with `Log(addr)` elsewhere. */
function collectStored(companions: Companions, flow: Flow, name: string): void {
  for (const one of flow.instructions) {
    if (one.kind !== 'store' || one.value.kind !== 'parameter' || one.path.keys.length > 0) continue;
    const type = one.path.variable?.node.typeName;
    const resolved = type && one.path.variable ? resolveType(type, { file: one.path.variable.file, contract: one.path.variable.contract }) : null;
    if (resolved?.kind === 'contract') companions.parameters.set(`${name}#${one.value.index}`, resolved.contract);
  }
}

/** A contract of the unit that can stand for `wanted`: itself, or one derived from it, the simplest first. */
export function programFor(wanted: Contract, unit: CompiledUnit, contracts: Contract[]): Program | null {
  const fitting = contracts.filter((one) => one.linear.includes(wanted) && one.kind === 'contract');
  const ordered = [wanted, ...fitting.filter((one) => one !== wanted)];
  for (const contract of ordered) {
    const artefact = unit.artefacts.find((one) => one.name === contract.name && one.file === contract.file.path);
    if (artefact && artefact.creation !== '') return toProgram(artefact, unit);
  }
  return null;
}
