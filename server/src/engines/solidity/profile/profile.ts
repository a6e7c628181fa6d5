import type { ContractModel } from '../analysis/contract-model.ts';
import { type Conformance, conformanceOf } from './conformance.ts';
import { type QuantumExposure, quantumExposure } from './quantum.ts';

/** What a contract is, beside what is wrong with it. */
export interface ContractProfile {
  contract: string;
  file: string;
  /** Standards that it means to implement, each with what it asks for. */
  standards: Conformance[];
  quantum: QuantumExposure;
}

/** Profiles of the contracts that can be deployed. */
export function profileOf(model: ContractModel): ContractProfile | null {
  const { contract } = model;
  if (contract.kind !== 'contract' || contract.isInherited || contract.node.isAbstract) return null;
  return { contract: contract.name, file: contract.file.path, standards: conformanceOf(model), quantum: quantumExposure(model) };
}
