import type { ContractModel } from '../analysis/contract-model.ts';
import { inputsOf } from '../analysis/values.ts';
import type { Instruction } from '../cfg/instructions.ts';
import { operandsOf } from '../cfg/operands.ts';
import type { StateVariable } from '../project/model.ts';
import type { Place } from './atlas.ts';
import { branchesTo } from './path.ts';

/** A state variable that decides about a fault or is changed by it. */
export interface StateUse {
  variable: StateVariable;
  isRead: boolean;
  isWritten: boolean;
  /** Functions that write it, and whether anyone can have them do so. */
  writers: { name: string; line: number; isOpen: boolean }[];
}

const MAX_VARIABLES = 8;
const MAX_WRITERS = 8;

/** The state that the tests on the way and the place itself read, and what the routine writes from there on. */
export function stateAt(place: Place): StateUse[] {
  const { flow, instruction, model } = place;
  const roots = [...branchesTo(place).map(({ condition }) => condition), ...operandsOf(instruction), instruction];
  const read = new Set(roots.flatMap((root) => [...inputsOf(root)]).flatMap(variablesOf));
  const written = new Set(flow.instructions.flatMap((one) => (one.kind === 'store' && one.path.variable && (one === instruction || flow.canFollow(instruction, one)) ? [one.path.variable] : [])));
  return [...new Set([...read, ...written])].slice(0, MAX_VARIABLES).map((variable) => ({ variable, isRead: read.has(variable), isWritten: written.has(variable), writers: writersOf(model, variable) }));
}

function variablesOf(value: Instruction): StateVariable[] {
  if (value.kind !== 'load' && value.kind !== 'reference') return [];
  const { variable } = value.path;
  return variable && !variable.node.isConstant ? [variable] : [];
}

function writersOf(model: ContractModel, variable: StateVariable): StateUse['writers'] {
  const writers = new Map<string, StateUse['writers'][number]>();
  for (const { flow, store } of model.authorisation.writesOf(variable)) {
    const { info } = flow.routine;
    const isOpen = !model.authorisation.isAuthorised(flow, store.block);
    const known = writers.get(info.name);
    writers.set(info.name, { name: info.name === '' ? info.kind : info.name, line: info.file.lines.at(info.node.start).line, isOpen: isOpen || known?.isOpen === true });
  }
  return [...writers.values()].slice(0, MAX_WRITERS);
}
