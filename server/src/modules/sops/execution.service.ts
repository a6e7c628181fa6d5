import { isUuid } from '../../lib/uuid.ts';
import { requirePermission } from '../../platform/auth/index.ts';
import type { Bus } from '../../platform/bus/index.ts';
import type { Clock, UserCtx } from '../../platform/context/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Audit } from '../audit/index.ts';
import { applyAction, isThrough } from './execution.machine.ts';
import { appendLog, findExecution, insertExecution, listExecutions, lockExecution, readLog, updateExecution } from './execution.repository.ts';
import type { ExecutionAction, ExecutionFilter, ExecutionLogEntry, SopExecution, StartExecution } from './execution.types.ts';
import { sopErrors } from './sop.errors.ts';
import { type ExecutionSnapshot, sopExecutionEnded, sopExecutionStarted } from './sop.events.ts';
import { countExecution, findSop } from './sop.repository.ts';
import { reading, writing } from './sop.service.ts';
import type { Page, SopStep } from './sop.types.ts';

export interface ExecutionServiceParts {
  readonly db: Database;
  readonly bus: Bus;
  readonly audit: Audit;
  readonly clock: Clock;
}

/** What a checklist says of one step: done or not. */
export interface StepCheck {
  readonly step: number;
  readonly isCompleted: boolean;
  readonly notes?: string | undefined;
  readonly evidence?: readonly string[] | undefined;
}

function untouched({ screenshotUrl: _picture, ...step }: SopStep): SopExecution['steps'][number] {
  return { ...step, state: 'pending', at: null, by: null, output: null, notes: null, evidence: [] };
}

function toSnapshot({ id, sopId, sopTitle, environment, triggeredBy, status, relatedIncidentId }: SopExecution): ExecutionSnapshot {
  return { id, sopId, sopTitle, environment, triggeredBy, status, relatedIncidentId };
}

/** What a checklist changes, as actions. */
function actionsFrom(execution: SopExecution, checks: readonly StepCheck[]): ExecutionAction[] {
  return checks.flatMap((check): ExecutionAction[] => {
    const step = execution.steps.find(({ order }) => order === check.step);
    if (step === undefined) throw sopErrors.STEP_NOT_FOUND({ details: { step: check.step } });
    const isDone = step.state === 'completed';
    if (check.isCompleted === isDone || (!check.isCompleted && step.state !== 'completed')) return [];
    return check.isCompleted ? [{ kind: 'complete-step', step: check.step, notes: check.notes, evidence: check.evidence }] : [{ kind: 'reopen-step', step: check.step }];
  });
}

/** Executions: people go through the steps, the server keeps the record. */
export class ExecutionService {
  readonly #parts: ExecutionServiceParts;
  constructor(parts: ExecutionServiceParts) {
    this.#parts = parts;
  }

  async start(ctx: UserCtx, { sopId, ...input }: StartExecution): Promise<SopExecution> {
    requirePermission(ctx, writing);
    const { db, bus, audit, clock } = this.#parts;
    const sop = isUuid(sopId) ? await findSop(db.sql, sopId) : null;
    if (sop === null) throw sopErrors.SOP_NOT_FOUND({ details: { sop_id: sopId.slice(0, 100) } });
    if (sop.status !== 'approved') throw sopErrors.SOP_NOT_APPROVED({ details: { status: sop.status } });
    if (sop.steps.length === 0) throw sopErrors.SOP_HAS_NO_STEPS();
    const now = new Date(clock.now());
    const { username: triggeredBy, userId: triggeredById } = ctx.principal;
    const execution: SopExecution = {
      ...input, id: newUuid(), sopId: sop.id, sopTitle: sop.title, sopVersion: sop.version, triggeredBy, triggeredById, status: 'running', steps: sop.steps.map(untouched), failureReason: null, startedAt: now, completedAt: null,
    };
    await db.transaction(async (tx) => {
      await insertExecution(tx, { ...execution, parameters: { ...execution.parameters }, steps: [...execution.steps] });
      await countExecution(tx, sop.id, now);
      await appendLog(tx, execution.id, [{ at: now, actor: triggeredBy, action: 'started', step: null, text: `version ${sop.version} in ${input.environment}` }]);
      await audit.record(tx, ctx, { eventType: 'EXECUTE', resourceType: 'sop', resourceId: sop.id, description: `Started ${sop.title} in ${input.environment}`, status: 'success', metadata: { execution_id: execution.id } });
    });
    bus.publish(sopExecutionStarted, toSnapshot(execution));
    return execution;
  }

  async list(ctx: UserCtx, filter: ExecutionFilter): Promise<Page<SopExecution>> {
    requirePermission(ctx, reading);
    return await listExecutions(this.#parts.db.sql, filter);
  }

  async get(ctx: UserCtx, id: string): Promise<SopExecution> {
    requirePermission(ctx, reading);
    const execution = isUuid(id) ? await findExecution(this.#parts.db.sql, id) : null;
    if (execution === null) throw notFound(id);
    return execution;
  }

  async log(ctx: UserCtx, id: string): Promise<readonly ExecutionLogEntry[]> {
    return await readLog(this.#parts.db.sql, (await this.get(ctx, id)).id);
  }

  async act(ctx: UserCtx, id: string, action: ExecutionAction): Promise<SopExecution> {
    return await this.#change(ctx, id, () => [action]);
  }

  /** Brings an execution in line with a whole checklist. */
  async check(ctx: UserCtx, id: string, { steps, isCompleted }: { steps: readonly StepCheck[]; isCompleted: boolean }): Promise<SopExecution> {
    return await this.#change(ctx, id, (execution) => {
      const actions = actionsFrom(execution, steps);
      const done = new Set(actions.flatMap((action) => (action.kind === 'complete-step' ? [action.step] : [])));
      const left = execution.steps.map((step) => (done.has(step.order) ? { ...step, state: 'completed' as const } : step));
      if (isCompleted && execution.status !== 'completed' && !isThrough(left)) throw sopErrors.EXECUTION_INCOMPLETE({ details: { open: left.filter(({ state }) => state === 'pending' || state === 'failed').map(({ order }) => order) } });
      return actions;
    });
  }

  async #change(ctx: UserCtx, id: string, decide: (execution: SopExecution) => readonly ExecutionAction[]): Promise<SopExecution> {
    requirePermission(ctx, writing);
    await this.get(ctx, id);
    const changed = await this.#parts.db.transaction(async (tx) => {
      const before = await lockExecution(tx, id);
      if (before === null) throw notFound(id);
      return await this.#apply(tx, ctx, { before, actions: decide(before) });
    });
    if (changed.hasEnded) this.#parts.bus.publish(sopExecutionEnded, toSnapshot(changed.execution));
    return changed.execution;
  }

  async #apply(tx: Tx, ctx: UserCtx, { before, actions }: { before: SopExecution; actions: readonly ExecutionAction[] }): Promise<{ execution: SopExecution; hasEnded: boolean }> {
    if (actions.length === 0) return { execution: before, hasEnded: false };
    const at = new Date(this.#parts.clock.now());
    const { username: by } = ctx.principal;
    let state: Pick<SopExecution, 'status' | 'steps' | 'failureReason'> = before;
    const entries: ExecutionLogEntry[] = [];
    for (const action of actions) {
      const next = applyAction(state, action, { by, at: at.toISOString() });
      state = next.state;
      entries.push(...next.notes.map((note) => ({ ...note, at, actor: by })));
    }
    const hasEnded = state.status === 'completed' || state.status === 'failed';
    const execution: SopExecution = { ...before, status: state.status, steps: state.steps, failureReason: state.failureReason, completedAt: hasEnded ? at : null };
    await updateExecution(tx, before.id, { status: execution.status, steps: [...execution.steps], failureReason: execution.failureReason, completedAt: execution.completedAt });
    await appendLog(tx, before.id, entries);
    if (hasEnded) await this.#parts.audit.record(tx, ctx, { eventType: 'EXECUTE', resourceType: 'sop', resourceId: before.sopId, description: `${before.sopTitle} in ${before.environment}: ${state.status}`, status: state.status === 'failed' ? 'failed' : 'success', metadata: { execution_id: before.id } });
    return { execution, hasEnded };
  }
}

function notFound(id: string): Error {
  return sopErrors.EXECUTION_NOT_FOUND({ details: { execution_id: id.slice(0, 100) } });
}
