import { sendsEther } from '../solidity/analysis/calls.ts';
import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { dependsOn } from '../solidity/analysis/values.ts';
import type { CallInstruction, Instruction } from '../solidity/cfg/instructions.ts';
import type { Categories } from '../findings.ts';
import { isCaller } from './ether-flow.ts';

/** What all traps for those who believe to have found a fault have in common. */
export const TRAP: Categories = { swc: [], dasp: [10], cwe: ['CWE-506'], owasp: ['SC03:2025', 'SC02:2026'] };
export const TRAP_WHY = 'A contract like this seems to have a fault by which anyone can take its Ether. Whoever tries has to send some first, and never gets it back.';
export const TRAP_REFERENCE = 'https://www.usenix.org/conference/usenixsecurity19/presentation/ferreira';

export interface Bait {
  flow: Flow;
  call: CallInstruction;
}

/** Payments to whoever calls, or to an address of his choice. */
export function* baits(model: ContractModel): Iterable<Bait> {
  for (const flow of model.entries) {
    if (!flow.routine.isEntryPoint) continue;
    for (const call of flow.instructions) {
      const isFree = call.kind === 'call' && call.target !== null && dependsOn(call.target, (input) => isCaller(input) || input.kind === 'parameter');
      if (isFree && sendsEther(call)) yield { flow, call };
    }
  }
}

/** `address(this).balance` */
export function isOwnBalance(value: Instruction): boolean {
  return value.kind === 'member' && value.name === 'balance' && dependsOn(value.object, (input) => input.kind === 'environment' && input.name === 'this');
}

export function paysAll({ call }: Bait): boolean {
  return call.value !== null && dependsOn(call.value, isOwnBalance);
}
