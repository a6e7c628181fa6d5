import type { Issue, Step } from '../../detectors/detector.ts';
import { titleOf } from '../../detectors/issue.ts';
import type { Flow } from '../analysis/flow.ts';
import { textOf } from '../analysis/values.ts';
import { type Block, fileOf, type Frame, type Instruction } from '../cfg/instructions.ts';
import { successorsOf } from '../cfg/finish.ts';
import type { Place } from './atlas.ts';

/** A branch that must have gone one way for a place to be reached. */
export interface Passed {
  condition: Instruction;
  frame: Frame;
  holds: boolean;
  /** The other way ends the transaction. */
  isTest: boolean;
}

const MAX_PASSED = 12;

/** The branches on the way to an instruction, first to last; constant ones are left out. */
export function branchesTo({ flow, instruction }: Place): Passed[] {
  const passed: Passed[] = [];
  for (let at: Block | null = flow.dominators.immediate(instruction.block); at && passed.length < MAX_PASSED; at = flow.dominators.immediate(at)) {
    const one = passedAt(at, flow, instruction.block);
    if (one) passed.unshift(one);
  }
  return passed;
}

function passedAt({ terminator }: Block, { dominators }: Flow, block: Block): Passed | null {
  if (terminator.kind !== 'branch' || terminator.condition.kind === 'constant') return null;
  const { condition, whenTrue, whenFalse, frame } = terminator;
  const sides = [dominators.dominates(whenTrue, block), dominators.dominates(whenFalse, block)];
  if (sides[0] === sides[1]) return null;
  const other = sides[0] ? whenFalse : whenTrue;
  return { condition, frame, holds: sides[0] === true, isTest: endsInRevert(other) };
}

function endsInRevert(block: Block, depth = 0): boolean {
  if (block.terminator.kind === 'revert') return true;
  return depth < 4 && block.terminator.kind === 'jump' && successorsOf(block).every((next) => endsInRevert(next, depth + 1));
}

/** `a > b`, or what must not hold. */
export function conditionText({ condition, holds }: Pick<Passed, 'condition' | 'holds'>): string {
  const text = textOf(condition);
  return holds ? text : `not (${text})`;
}

function branchStep(passed: Passed): Step {
  const verb = passed.isTest ? 'the test passes' : 'this way is taken';
  return { file: fileOf(passed.condition.frame), range: passed.condition.range, note: `${verb}: ${conditionText(passed)}` };
}

/**
 * The whole way to an issue: the entry point, every call and every branch in order, then what the detector has to say.
 * Steps that the detector already has at the same place are not repeated.
 */
export function wayTo(place: Place, issue: Issue): Step[] {
  const frames: Frame[] = [];
  for (let at: Frame | null = place.instruction.frame; at; at = at.parent) frames.unshift(at);
  const calls = frames.map(callStep);
  const own = issue.path.filter((step) => !calls.some((call) => isSamePlace(call, step)));
  const branches = branchesTo(place).map((passed) => ({ passed, step: branchStep(passed) })).filter(({ step }) => !own.some((one) => isSamePlace(one, step)));
  const steps: Step[] = [];
  const last: Step[] = own.length > 0 ? own : [{ file: issue.file, range: issue.range, note: 'here' }];
  frames.forEach((frame, at) => {
    const call = calls[at];
    if (call) steps.push(call);
    for (const { passed, step } of branches) {
      if (nearest(passed.frame, frames) !== frame) continue;
      if (frame === frames.at(-1)) insertInOrder(last, step);
      else steps.push(step);
    }
  });
  return [...steps, ...last];
}

/** Before the first step that stands further down in the same file. */
function insertInOrder(steps: Step[], step: Step): void {
  const at = steps.findIndex(({ file, range }) => file === step.file && range.start > step.range.start);
  steps.splice(at < 0 ? 0 : at, 0, step);
}

function callStep({ code, parent, callSite }: Frame): Step {
  if (!parent || !callSite) return { file: code.file, range: code.node.nameRange, note: `${titleOf(code)} is called` };
  return { file: parent.code.file, range: callSite, note: `${titleOf(parent.code)} runs ${titleOf(code)}` };
}

/** The frame of the way in which a branch, or what was called there, lies. */
function nearest(frame: Frame, frames: Frame[]): Frame | null {
  for (let at: Frame | null = frame; at; at = at.parent) if (frames.includes(at)) return at;
  return null;
}

function isSamePlace(a: Step, b: Step): boolean {
  return a.file === b.file && a.range.start === b.range.start && a.range.end === b.range.end;
}
