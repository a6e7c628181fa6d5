import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { describeError } from '../../api/errors.ts';
import { actOn, sopKeys } from '../../api/sops.ts';
import type { ExecutionAction, ExecutionDetail, ExecutionStep } from '../../api/types.ts';
import { isAllowed } from '../../lib/permissions.ts';
import { moveCursor } from '../../lib/selection.ts';
import { useActions } from '../../ui/actions/use-actions.ts';
import { useMe } from '../session/use-me.ts';
import { nextStep } from './sop-words.ts';

/** What needs a reason before it is done. */
export type Asking = 'skip-step' | 'fail-step' | 'fail';

/** An execution under somebody's hands. */
export interface ExecutionRun {
  readonly current: ExecutionStep | undefined;
  readonly mayAct: boolean;
  readonly canStep: boolean;
  readonly canReopen: boolean;
  readonly isPending: boolean;
  readonly output: string;
  readonly asking: Asking | null;
  setOutput(output: string): void;
  choose(order: number): void;
  complete(): void;
  togglePause(): void;
  reopen(order: number): void;
  ask(what: Asking | null): void;
  confirm(reason: string): void;
}

const isSettled = ({ state }: ExecutionStep): boolean => state === 'completed' || state === 'skipped';
const seen = (output: string): { output?: string } => (output.trim() === '' ? {} : { output });

/** Sends one action after the other and reads the execution again. */
function useActing(id: string, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (action: ExecutionAction) => actOn(id, action),
    onSuccess: onDone,
    onError: (error) => toast.error(describeError(error).title),
    onSettled: () => client.invalidateQueries({ queryKey: sopKeys.all }),
  });
}

/** j and k move, c completes, s skips, f fails, p pauses and resumes. */
function useRunKeys(run: ExecutionRun, go: (by: 1 | -1) => void): void {
  const askFor = (what: Asking) => (): void => {
    if (run.canStep) run.ask(what);
  };
  useActions([
    { id: 'run.next', title: 'Next step', section: 'List', keys: 'j', isKeyOnly: true, run: () => go(1) },
    { id: 'run.previous', title: 'Previous step', section: 'List', keys: 'k', isKeyOnly: true, run: () => go(-1) },
    { id: 'run.complete', title: 'Complete this step', section: 'View', icon: 'check', keys: 'c', run: run.complete },
    { id: 'run.skip', title: 'Skip this step', section: 'View', keys: 's', run: askFor('skip-step') },
    { id: 'run.fail-step', title: 'Mark this step as failed', section: 'View', keys: 'f', run: askFor('fail-step') },
    { id: 'run.pause', title: 'Pause or resume', section: 'View', icon: 'pause', keys: 'p', run: run.togglePause },
  ]);
}

/** The state of run mode: which step, what was seen, what is being asked. */
export function useExecution({ id, steps, status }: ExecutionDetail): ExecutionRun {
  const { permissions } = useMe();
  const [chosen, setChosen] = useState<number | null>(null);
  const [output, setOutput] = useState('');
  const [asking, ask] = useState<Asking | null>(null);
  const current = steps.find(({ order }) => order === (chosen ?? nextStep(steps))) ?? steps[0];
  const acting = useActing(id, () => {
    setChosen(null);
    setOutput('');
  });
  const mayAct = (status === 'running' || status === 'paused') && isAllowed(permissions, 'write:sops');
  const isAtWork = mayAct && status === 'running' && current !== undefined;
  const canStep = isAtWork && !isSettled(current);
  const run: ExecutionRun = {
    current, mayAct, canStep, canReopen: isAtWork && isSettled(current), isPending: acting.isPending, output, asking, setOutput, choose: setChosen, ask,
    complete() {
      if (canStep) acting.mutate({ kind: 'complete-step', step: current.order, ...seen(output) });
    },
    togglePause() {
      if (mayAct) acting.mutate({ kind: status === 'paused' ? 'resume' : 'pause' });
    },
    reopen: (order) => acting.mutate({ kind: 'reopen-step', step: order }),
    confirm(reason) {
      if (asking === 'fail') acting.mutate({ kind: 'fail', reason });
      else if (asking !== null && current !== undefined) acting.mutate({ kind: asking, step: current.order, reason, ...seen(output) });
      ask(null);
    },
  };
  useRunKeys(run, (by) => setChosen(Number(moveCursor(steps.map(({ order }) => String(order)), current === undefined ? null : String(current.order), by))));
  return run;
}
