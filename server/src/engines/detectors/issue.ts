import { fileOf, type Frame, type Instruction } from '../solidity/cfg/instructions.ts';
import type { Contract, FileUnit, FunctionInfo, ModifierInfo } from '../solidity/project/model.ts';
import type { Range } from '../solidity/syntax/tokens.ts';
import type { Issue, Step } from './detector.ts';

type Details = Omit<Issue, 'file' | 'range' | 'contract' | 'code' | 'path'> & { steps?: Step[] };

/** An issue at an instruction; its path leads from the entry point through every call to it. */
export function issueAt(instruction: Instruction, details: Details): Issue {
  const { steps = [], ...rest } = details;
  const { code } = instruction.frame;
  const own = stepAt(instruction, 'here');
  const path = [...entrySteps(instruction.frame), ...(steps.length > 0 ? steps : [own])];
  return { file: fileOf(instruction.frame), range: instruction.range, contract: code.contract, code, path, ...rest };
}

/** An issue about a declaration. */
export function issueOn(place: { file: FileUnit; range: Range; contract: Contract | null; code?: FunctionInfo | ModifierInfo | null }, details: Details): Issue {
  const { steps = [], ...rest } = details;
  const { file, range, contract, code = null } = place;
  return { file, range: { start: range.start, end: range.end }, contract, code, path: steps, ...rest };
}

export function stepAt(instruction: Instruction, note: string): Step {
  return { file: fileOf(instruction.frame), range: instruction.range, note };
}

/** From the function that is called from outside, through each inlined call. */
function entrySteps(frame: Frame): Step[] {
  const frames: Frame[] = [];
  for (let at: Frame | null = frame; at; at = at.parent) frames.unshift(at);
  return frames.map((at) => {
    const { code, parent, callSite } = at;
    if (!parent || !callSite) return { file: code.file, range: code.node.nameRange, note: `${titleOf(code)} is called` };
    return { file: parent.code.file, range: callSite, note: `${titleOf(parent.code)} runs ${titleOf(code)}` };
  });
}

/** A function's name for people. */
export function titleOf(code: FunctionInfo | ModifierInfo): string {
  if ('kind' in code && code.kind === 'constructor') return 'the constructor';
  if (code.name !== '') return `${code.name}()`;
  return 'kind' in code && code.kind === 'receive' ? 'receive()' : 'the fallback function';
}
