import { type ContractModel, flowsOf } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { CallInstruction, Instruction } from '../solidity/cfg/instructions.ts';
import type { Context } from './detector.ts';

interface Found<T> {
  model: ContractModel;
  flow: Flow;
  instruction: T;
}

/** Every instruction of every routine, also of those no entry point reaches. */
export function* allInstructions({ models }: Context): Iterable<Found<Instruction>> {
  for (const model of models) {
    for (const flow of flowsOf(model)) for (const instruction of flow.instructions) yield { model, flow, instruction };
  }
}

/** Every call in code that anyone can run. */
export function* entryCalls({ models }: Context): Iterable<Found<CallInstruction>> {
  for (const model of models) {
    for (const flow of model.entries) {
      if (!flow.routine.isEntryPoint) continue;
      for (const instruction of flow.instructions) if (instruction.kind === 'call') yield { model, flow, instruction };
    }
  }
}

