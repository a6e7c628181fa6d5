import type { ContractProfile } from '../../profiles.ts';
import type { ContractModel } from '../analysis/contract-model.ts';
import { conformanceOf } from './conformance.ts';
import { quantumExposure } from './quantum.ts';

/** What a contract is; null for those that are not deployed themselves. */
export function profileOf(model: ContractModel): ContractProfile | null {
  const { contract } = model;
  if (contract.kind !== 'contract' || contract.isInherited || contract.node.isAbstract) return null;
  return { contract: contract.name, file: contract.file.path, standards: conformanceOf(model), quantum: quantumExposure(model) };
}
