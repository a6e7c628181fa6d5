import type { UserCtx } from '../../platform/context/index.ts';
import type { StepCheck } from './execution.service.ts';
import type { ExecutionAction, ExecutionFilter, ExecutionLogEntry, SopExecution, StartExecution } from './execution.types.ts';
import type { ImportFile } from './sop-import.ts';
import type { SopMove } from './sop.service.ts';
import type { NewSop, Page, Sop, SopChanges, SopFilter, SopVersion } from './sop.types.ts';

/**
 * Standard operating procedures and their executions. Reading needs `read:sops`, everything else `write:sops`; without
 * it FORBIDDEN. What is not there: SOP_NOT_FOUND, EXECUTION_NOT_FOUND. Source: ops#additional-features-priority-medium.
 */
export interface Sops {
  list(ctx: UserCtx, filter: SopFilter): Promise<Page<Sop>>;
  get(ctx: UserCtx, id: string): Promise<Sop>;
  /** The content as safe HTML. */
  render(markdown: string): Promise<string>;
  /** Newest first. */
  versions(ctx: UserCtx, id: string): Promise<readonly SopVersion[]>;
  /** A draft, version 1.0.0. */
  create(ctx: UserCtx, input: NewSop): Promise<Sop>;
  /** A new version, which is a draft. Errors: SOP_STATUS_CONFLICT for an archived one. */
  update(ctx: UserCtx, id: string, changes: SopChanges): Promise<Sop>;
  /** Errors: SOP_STATUS_CONFLICT, SOP_OWN_APPROVAL, SOP_NOT_REVIEWER. */
  move(ctx: UserCtx, id: string, move: SopMove): Promise<Sop>;
  /** Records of executions stay. */
  remove(ctx: UserCtx, id: string): Promise<void>;
  /** Markdown, JSON, YAML or a zip of them, or documents already read; all become drafts or none. Errors: SOP_IMPORT_MALFORMED. */
  import(ctx: UserCtx, given: { readonly files: readonly ImportFile[]; readonly documents: readonly unknown[] }): Promise<readonly Sop[]>;
  /** Errors: SOP_NOT_APPROVED, SOP_HAS_NO_STEPS. */
  startExecution(ctx: UserCtx, input: StartExecution): Promise<SopExecution>;
  listExecutions(ctx: UserCtx, filter: ExecutionFilter): Promise<Page<SopExecution>>;
  getExecution(ctx: UserCtx, id: string): Promise<SopExecution>;
  /** Oldest first. */
  executionLog(ctx: UserCtx, id: string): Promise<readonly ExecutionLogEntry[]>;
  /** Errors: EXECUTION_ENDED, EXECUTION_PAUSED, EXECUTION_NOT_PAUSED, STEP_NOT_FOUND, STEP_SETTLED, STEP_OPEN. */
  act(ctx: UserCtx, id: string, action: ExecutionAction): Promise<SopExecution>;
  /** Brings the steps in line with a checklist. Errors: as {@link act}, EXECUTION_INCOMPLETE when it says completed and is not. */
  check(ctx: UserCtx, id: string, checklist: { readonly steps: readonly StepCheck[]; readonly isCompleted: boolean }): Promise<SopExecution>;
}
