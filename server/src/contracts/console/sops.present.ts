import { iso, isoOrNull } from '../../lib/time.ts';
import { resultOf, type ExecutionLogEntry, type Sop, type SopExecution, type SopVersion } from '../../modules/sops/index.ts';
import type * as wire from './sops.wire.ts';

/** A procedure as a row of the list. */
export function presentSop(sop: Sop): wire.SopRow {
  return {
    id: sop.id, title: sop.title, category: sop.category, description: sop.description, owner: sop.owner, version: sop.version, status: sop.status, tags: [...sop.tags],
    stepCount: sop.steps.length, estimatedDuration: sop.estimatedDuration, executionCount: sop.executionCount, lastExecutedAt: isoOrNull(sop.lastExecutedAt),
    updatedAt: iso(sop.updatedAt), approvedAt: isoOrNull(sop.approvedAt), approvedBy: sop.approvedBy,
  };
}

/** A procedure with everything its page shows. */
export function presentSopDetail({ sop, html, readerId }: { readonly sop: Sop; readonly html: string; readonly readerId: string }): wire.SopDetail {
  return { ...presentSop(sop), content: sop.content, contentHtml: html, steps: sop.steps.map((step) => ({ ...step })), reviewers: [...sop.reviewers], prerequisites: [...sop.prerequisites], isOwnVersion: sop.authorId === readerId };
}

/** One version of the history. */
export function presentVersion({ id, version, author, note, createdAt, snapshot }: SopVersion): wire.SopVersionRow {
  return { id, version, author, note, createdAt: iso(createdAt), title: snapshot.title, content: snapshot.content, stepCount: snapshot.steps.length };
}

/** An execution with its steps. */
export function presentExecution(execution: SopExecution): wire.ExecutionRow {
  const { id, sopId, sopTitle, sopVersion, environment, triggeredBy, status, failureReason } = execution;
  return {
    id, sopId, sopTitle, sopVersion, environment, triggeredBy, status, failureReason, result: resultOf(execution),
    steps: execution.steps.map((step) => ({ ...step, evidence: [...step.evidence] })), startedAt: iso(execution.startedAt), completedAt: isoOrNull(execution.completedAt),
  };
}

/** An execution with its record. */
export function presentExecutionDetail({ execution, log }: { readonly execution: SopExecution; readonly log: readonly ExecutionLogEntry[] }): wire.ExecutionDetail {
  return { ...presentExecution(execution), log: log.map(({ at, ...entry }) => ({ ...entry, at: iso(at) })) };
}
