import type { CompiledUnit } from '../compile/artefact.ts';
import type { Finding } from '../findings.ts';
import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { Arithmetic } from '../solidity/analysis/overflow.ts';
import { fileOf, type Instruction } from '../solidity/cfg/instructions.ts';
import type { FileUnit, Project, StateVariable } from '../solidity/project/model.ts';
import type { Callable } from './action.ts';
import { callableOf, type Program, toProgram } from './program.ts';
import { type ProgramMap, programMap, type SourceRange } from './source-map.ts';

/** A finding as something that can be tried: the contract to deploy, where in its code the fault is, how to get there. */
export interface Target {
  finding: Finding;
  model: ContractModel;
  program: Program;
  /** Entry points whose code contains the fault. */
  entries: { flow: Flow; callable: Callable }[];
  /** The flagged text, and the function around it. */
  range: SourceRange;
  scope: SourceRange;
  operations: Arithmetic[];
}

/** Why a finding cannot be tried. */
export interface Untried {
  reason: string;
}

/** Looks the finding up in the models. `unitFor` compiles a file once. */
export function locate(finding: Finding, { project, models, unitFor }: { project: Project; models: ContractModel[]; unitFor: (file: FileUnit) => CompiledUnit | Untried }): Target | Untried {
  const file = project.files.find((one) => one.path === finding.file);
  if (!file) return { reason: 'its file is not among the sources' };
  const range: SourceRange = { path: file.path, start: offsetOf(file, finding.startLine, finding.startColumn), end: offsetOf(file, finding.endLine, finding.endColumn) };
  const scope = scopeOf(file, range);
  let reason = 'no contract that can be deployed contains it';
  for (const model of models) {
    const flows = model.entries.filter((flow) => flow.routine.isEntryPoint && touches(flow, range));
    if (flows.length === 0) continue;
    const unit = unitFor(model.contract.file);
    if ('reason' in unit) return unit;
    const artefact = unit.artefacts.find((one) => one.file === model.contract.file.path && one.name === model.contract.name);
    if (!artefact || artefact.creation === '') {
      reason = unit.omitted.includes(model.contract.name) ? `${model.contract.name} leans on files that are not there` : `${model.contract.name} is abstract`;
      continue;
    }
    const program = toProgram(artefact, unit);
    const entries = flows.flatMap((flow) => {
      const callable = callableOf(program, flow.routine.info);
      return callable ? [{ flow, callable }] : [];
    });
    if (entries.length === 0) continue;
    return { finding, model, program, entries, range, scope, operations: entries.flatMap(({ flow }) => operationsIn(flow, range)) };
  }
  return { reason };
}

function offsetOf({ source }: FileUnit, line: number, column: number): number {
  let at = 0;
  for (let current = 1; current < line; current++) {
    const next = source.indexOf('\n', at);
    if (next < 0) return source.length;
    at = next + 1;
  }
  return at + column - 1;
}

/** The function or modifier that contains the range, else the range. */
function scopeOf(file: FileUnit, range: SourceRange): SourceRange {
  const codes = file.contracts.flatMap((contract) => [...contract.functions, ...contract.modifiers]);
  const around = codes.find(({ node }) => node.start <= range.start && range.end <= node.end);
  return around ? { path: file.path, start: around.node.start, end: around.node.end } : range;
}

function touches({ instructions, routine }: Flow, range: SourceRange): boolean {
  const { node, file } = routine.info;
  if (file.path === range.path && node.start <= range.start && range.end <= node.end) return true;
  return instructions.some((one) => isInside(one, range));
}

function isInside(instruction: Instruction, { path, start, end }: SourceRange): boolean {
  return fileOf(instruction.frame).path === path && instruction.range.start >= start && instruction.range.end <= end;
}

function operationsIn({ instructions }: Flow, range: SourceRange): Arithmetic[] {
  return instructions.filter((one): one is Arithmetic => one.kind === 'binary' && isInside(one, range) && !one.isChecked);
}

/** Instructions made from the range: their text lies in it, or is the statement around it. */
export function placesIn(map: ProgramMap, { path, start, end }: SourceRange): Set<number> {
  const places = new Set<number>();
  const slack = 40;
  for (const [pc, at] of map) {
    if (at.path !== path) continue;
    const isWithin = at.start >= start && at.end <= end;
    const isAround = at.start <= start && at.end >= end && at.start >= start - slack && at.end <= end + slack;
    if (isWithin || isAround) places.add(pc);
  }
  return places;
}

export function mapOf({ artefact, unit }: Program, files: ReadonlyMap<string, FileUnit>): ProgramMap {
  return programMap(artefact, unit, files);
}

/** State variables that the entry reads. */
export function readsOf({ instructions }: Flow): Set<StateVariable> {
  return new Set(instructions.flatMap((one) => (one.kind === 'load' && one.path.variable ? [one.path.variable] : [])));
}
