import { sopErrors } from './sop.errors.ts';
import type { ExecutionAction, ExecutionStatus, ExecutionStep, StepState } from './execution.types.ts';

/** What of an execution the machine decides on. */
export interface ExecutionState {
  readonly status: ExecutionStatus;
  readonly steps: readonly ExecutionStep[];
  readonly failureReason: string | null;
}

/** Lines for the record, without time and actor. */
export interface Note {
  readonly action: string;
  readonly step: number | null;
  readonly text: string;
}

type StepAction = Extract<ExecutionAction, { readonly step: number }>;

const settledAs = { 'complete-step': 'completed', 'fail-step': 'failed', 'skip-step': 'skipped', 'reopen-step': 'pending' } as const satisfies Record<StepAction['kind'], StepState>;
const told = { 'complete-step': 'step-completed', 'fail-step': 'step-failed', 'skip-step': 'step-skipped', 'reopen-step': 'step-reopened' } as const;

/** An execution is through when every step is done or was left out on purpose; a failed step holds it open. */
export function isThrough(steps: readonly ExecutionStep[]): boolean {
  return steps.every(({ state }) => state === 'completed' || state === 'skipped');
}

/** How it went, in the guide's words. */
export function resultOf({ status, steps }: Pick<ExecutionState, 'status' | 'steps'>): 'running' | 'success' | 'partial' | 'failed' {
  if (status === 'failed') return 'failed';
  if (status !== 'completed') return 'running';
  return steps.some(({ state }) => state === 'skipped') ? 'partial' : 'success';
}

function actOnStep(step: ExecutionStep, action: StepAction, who: { readonly by: string; readonly at: string }): ExecutionStep {
  const isReopening = action.kind === 'reopen-step';
  if (isReopening && step.state === 'pending') throw sopErrors.STEP_OPEN({ details: { step: step.order } });
  // A failed step may be done or left out after all.
  if (!isReopening && step.state !== 'pending' && step.state !== 'failed') throw sopErrors.STEP_SETTLED({ details: { step: step.order, state: step.state } });
  if (isReopening) return { ...step, state: 'pending', at: null, by: null };
  const notes = action.kind === 'complete-step' ? (action.notes ?? step.notes) : action.reason;
  const evidence = action.kind === 'complete-step' && action.evidence !== undefined ? action.evidence : step.evidence;
  return { ...step, state: settledAs[action.kind], at: who.at, by: who.by, output: action.output ?? step.output, notes, evidence };
}

function textOf(action: StepAction): string {
  if (action.kind === 'reopen-step') return '';
  const words = action.kind === 'complete-step' ? [action.notes, action.output] : [action.reason, action.output];
  return words.filter((part) => part !== undefined && part !== '').join('\n');
}

function applyToStep(state: ExecutionState, action: StepAction, who: { readonly by: string; readonly at: string }): { state: ExecutionState; notes: readonly Note[] } {
  if (state.status === 'paused') throw sopErrors.EXECUTION_PAUSED();
  const index = state.steps.findIndex(({ order }) => order === action.step);
  const step = state.steps[index];
  if (step === undefined) throw sopErrors.STEP_NOT_FOUND({ details: { step: action.step } });
  const steps = state.steps.with(index, actOnStep(step, action, who));
  const note: Note = { action: told[action.kind], step: action.step, text: textOf(action) };
  if (!isThrough(steps)) return { state: { ...state, steps }, notes: [note] };
  return { state: { ...state, steps, status: 'completed' }, notes: [note, { action: 'completed', step: null, text: '' }] };
}

/** Applies one action. @throws EXECUTION_ENDED, EXECUTION_PAUSED, EXECUTION_NOT_PAUSED, STEP_NOT_FOUND, STEP_SETTLED, STEP_OPEN */
export function applyAction(state: ExecutionState, action: ExecutionAction, who: { readonly by: string; readonly at: string }): { state: ExecutionState; notes: readonly Note[] } {
  if (state.status === 'completed' || state.status === 'failed') throw sopErrors.EXECUTION_ENDED({ details: { status: state.status } });
  switch (action.kind) {
    case 'pause':
      if (state.status === 'paused') throw sopErrors.EXECUTION_PAUSED();
      return { state: { ...state, status: 'paused' }, notes: [{ action: 'paused', step: null, text: '' }] };
    case 'resume':
      if (state.status !== 'paused') throw sopErrors.EXECUTION_NOT_PAUSED();
      return { state: { ...state, status: 'running' }, notes: [{ action: 'resumed', step: null, text: '' }] };
    case 'fail':
      return { state: { ...state, status: 'failed', failureReason: action.reason }, notes: [{ action: 'failed', step: null, text: action.reason }] };
    case 'complete-step':
    case 'fail-step':
    case 'skip-step':
    case 'reopen-step':
      return applyToStep(state, action, who);
  }
}
