import type { Issue } from '../../detectors/detector.ts';
import { type ContractModel, flowsOf } from '../analysis/contract-model.ts';
import type { Flow } from '../analysis/flow.ts';
import { fileOf, type Instruction } from '../cfg/instructions.ts';
import type { FileUnit } from '../project/model.ts';

/** Where the code of an issue stands in the intermediate form. */
export interface Place {
  model: ContractModel;
  flow: Flow;
  instruction: Instruction;
}

/** Finds the instructions of issues in one pass over all routines. */
export class Atlas {
  readonly #places = new Map<FileUnit, Map<number, Place[]>>();

  constructor(issues: Issue[], models: Iterable<ContractModel>) {
    for (const { file, range } of issues) {
      const starts = this.#places.get(file) ?? new Map<number, Place[]>();
      this.#places.set(file, starts.set(range.start, []));
    }
    for (const model of models) for (const flow of flowsOf(model)) for (const instruction of flow.instructions) this.#note({ model, flow, instruction });
  }

  #note(place: Place): void {
    this.#places.get(fileOf(place.instruction.frame))?.get(place.instruction.range.start)?.push(place);
  }

  /** The way an outsider gets there most directly; null for what is no code that runs. */
  find({ file, range }: Issue): Place | null {
    const places = this.#places.get(file)?.get(range.start)?.filter(({ instruction }) => instruction.range.end <= range.end) ?? [];
    return places.toSorted((a, b) => rank(a) - rank(b))[0] ?? null;
  }
}

function rank({ model, flow, instruction }: Place): number {
  const isClosed = flow.routine.isEntryPoint ? Number(model.authorisation.isAuthorised(flow, instruction.block)) : 2;
  // Of what begins at one place the widest is the operation itself.
  return isClosed * 1_000 + instruction.frame.depth * 10 - Math.min(9, (instruction.range.end - instruction.range.start) / 10);
}
