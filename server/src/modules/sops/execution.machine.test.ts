import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AppError } from '../../platform/errors/index.ts';
import { applyAction, type ExecutionState, isThrough, resultOf } from './execution.machine.ts';
import type { ExecutionAction, ExecutionStep } from './execution.types.ts';

const step = (order: number): ExecutionStep => ({
  id: `step-${order}`, order, title: `Step ${order}`, description: '', command: 'rm -rf /', expectedResult: null, warning: null, type: 'automated', state: 'pending', at: null, by: null, output: null, notes: null, evidence: [],
});
const start: ExecutionState = { status: 'running', steps: [step(1), step(2), step(3)], failureReason: null };
const who = { by: 'ada', at: '2026-01-01T00:00:00.000Z' };

function play(...actions: ExecutionAction[]): { state: ExecutionState; told: string[] } {
  let state = start;
  const told: string[] = [];
  for (const action of actions) {
    const next = applyAction(state, action, who);
    state = next.state;
    told.push(...next.notes.map(({ action: what, step: at }) => (at === null ? what : `${what} ${at}`)));
  }
  return { state, told };
}

const refuses = (code: string, ...actions: ExecutionAction[]): void => assert.throws(() => play(...actions), (error) => error instanceof AppError && error.code === code);

test('step by step to the end, with who, when and what was seen', () => {
  const { state, told } = play({ kind: 'complete-step', step: 1, output: 'ok', evidence: ['https://example.org/1'] }, { kind: 'complete-step', step: 2 }, { kind: 'complete-step', step: 3, notes: 'done' });
  assert.deepEqual(told, ['step-completed 1', 'step-completed 2', 'step-completed 3', 'completed']);
  assert.equal(resultOf(state), 'success');
  assert.deepEqual([state.steps[0]?.by, state.steps[0]?.at, state.steps[0]?.output, state.steps[0]?.evidence], ['ada', who.at, 'ok', ['https://example.org/1']]);
});

test('a skipped step needs its reason and makes the result partial; a failed one holds the execution open', () => {
  const { state } = play({ kind: 'skip-step', step: 1, reason: 'not on this host' }, { kind: 'fail-step', step: 2, reason: 'timeout' }, { kind: 'complete-step', step: 3 });
  assert.equal(state.status, 'running');
  const through = applyAction(state, { kind: 'complete-step', step: 2 }, who).state;
  assert.deepEqual([through.status, resultOf(through), through.steps[0]?.notes], ['completed', 'partial', 'not on this host']);
});

test('paused, nothing moves but resuming and failing', () => {
  refuses('EXECUTION_PAUSED', { kind: 'pause' }, { kind: 'complete-step', step: 1 });
  refuses('EXECUTION_PAUSED', { kind: 'pause' }, { kind: 'pause' });
  refuses('EXECUTION_NOT_PAUSED', { kind: 'resume' });
  assert.equal(play({ kind: 'pause' }, { kind: 'resume' }, { kind: 'complete-step', step: 1 }).state.status, 'running');
  const { state } = play({ kind: 'pause' }, { kind: 'fail', reason: 'wrong cluster' });
  assert.deepEqual([state.status, state.failureReason, resultOf(state)], ['failed', 'wrong cluster', 'failed']);
});

test('what is settled stays until it is reopened, and what has ended stays', () => {
  refuses('STEP_SETTLED', { kind: 'complete-step', step: 1 }, { kind: 'skip-step', step: 1, reason: 'x' });
  refuses('STEP_OPEN', { kind: 'reopen-step', step: 1 });
  refuses('STEP_NOT_FOUND', { kind: 'complete-step', step: 4 });
  refuses('EXECUTION_ENDED', { kind: 'fail', reason: 'x' }, { kind: 'resume' });
  assert.equal(play({ kind: 'complete-step', step: 1 }, { kind: 'reopen-step', step: 1 }).state.steps[0]?.state, 'pending');
});

test('for any course of actions: it is completed exactly when every step is done or left out, and nothing happens after an end', () => {
  const stepNumber = fc.integer({ min: 1, max: 3 });
  const action: fc.Arbitrary<ExecutionAction> = fc.oneof(
    stepNumber.map((at): ExecutionAction => ({ kind: 'complete-step', step: at })),
    stepNumber.map((at): ExecutionAction => ({ kind: 'skip-step', step: at, reason: 'r' })),
    stepNumber.map((at): ExecutionAction => ({ kind: 'fail-step', step: at, reason: 'r' })),
    stepNumber.map((at): ExecutionAction => ({ kind: 'reopen-step', step: at })),
    fc.constantFrom<ExecutionAction>({ kind: 'pause' }, { kind: 'resume' }),
  );
  fc.assert(fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
    let state = start;
    for (const each of actions) {
      const before = state;
      try {
        state = applyAction(state, each, who).state;
      } catch (error) {
        assert.ok(error instanceof AppError);
      }
      if (before.status === 'completed') assert.equal(state, before);
      assert.equal(state.status === 'completed', isThrough(state.steps));
    }
  }));
});
