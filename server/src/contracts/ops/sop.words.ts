import { z } from 'zod';
import { iso, isoOrNull } from '../../lib/time.ts';
import { resultOf, type Sop, sopCategories, type SopCategory, type SopExecution } from '../../modules/sops/index.ts';

const stepRow = z.object({
  id: z.uuid(),
  order: z.int(),
  /** As the published client's execution screen asks for it. */
  step_number: z.int(),
  title: z.string(),
  description: z.string(),
  command: z.string().nullable(),
  expected_result: z.string().nullable(),
  warning: z.string().nullable(),
  screenshot_url: z.string().nullable(),
  type: z.enum(['manual', 'automated']),
});

export const sopRow = z.object({
  id: z.uuid(),
  title: z.string(),
  category: z.enum(sopCategories),
  description: z.string(),
  content: z.string(),
  steps: z.array(stepRow),
  owner: z.string(),
  reviewers: z.array(z.string()),
  version: z.string(),
  status: z.enum(['draft', 'review', 'approved', 'archived']),
  tags: z.array(z.string()),
  prerequisites: z.array(z.string()),
  estimated_duration: z.int().nullable(),
  last_executed_at: z.iso.datetime().nullable(),
  execution_count: z.int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  approved_at: z.iso.datetime().nullable(),
});

/** The guide's SOPExecutionResult; steps that are still open have no result. */
const executionResult = z.object({
  id: z.uuid(),
  sop_id: z.uuid().nullable(),
  status: z.enum(['success', 'failed', 'partial', 'running']),
  executed_by: z.string(),
  executed_at: z.iso.datetime(),
  /** Seconds; until now for one that runs. */
  duration: z.number(),
  step_results: z.array(z.object({ step_id: z.uuid(), status: z.enum(['success', 'failed', 'skipped']), output: z.string().nullable(), error: z.string().nullable() })),
});

/** One procedure with its content as safe HTML and what became of its last executions. */
export const sopDetail = sopRow.extend({ content_html: z.string(), execution_history: z.array(executionResult) });

/** The published client's execution. */
export const executionRow = z.object({
  id: z.uuid(),
  sop_id: z.uuid().nullable(),
  sop_title: z.string(),
  environment: z.string(),
  triggered_by: z.string(),
  trigger_type: z.enum(['manual', 'incident', 'scheduled', 'alert']),
  status: z.enum(['in_progress', 'completed', 'failed']),
  started_at: z.iso.datetime(),
  completed_at: z.iso.datetime().nullable(),
  steps_completed: z.array(z.object({
    step_number: z.int(),
    step_title: z.string(),
    completed: z.boolean(),
    completed_at: z.iso.datetime().nullable(),
    completed_by: z.string().nullable(),
    notes: z.string().nullable(),
    evidence: z.array(z.string()),
    state: z.enum(['pending', 'completed', 'failed', 'skipped']),
  })),
  total_steps: z.int(),
  related_incident_id: z.uuid().nullable(),
  is_paused: z.boolean(),
});

export function presentSop(sop: Sop): z.input<typeof sopRow> {
  return {
    id: sop.id, title: sop.title, category: sop.category, description: sop.description, content: sop.content,
    steps: sop.steps.map(({ expectedResult, screenshotUrl, order, ...step }) => ({ ...step, order, step_number: order, expected_result: expectedResult, screenshot_url: screenshotUrl })),
    owner: sop.owner, reviewers: [...sop.reviewers], version: sop.version, status: sop.status, tags: [...sop.tags], prerequisites: [...sop.prerequisites],
    estimated_duration: sop.estimatedDuration, last_executed_at: isoOrNull(sop.lastExecutedAt), execution_count: sop.executionCount,
    created_at: iso(sop.createdAt), updated_at: iso(sop.updatedAt), approved_at: isoOrNull(sop.approvedAt),
  };
}

const stepWords = { completed: 'success', failed: 'failed', skipped: 'skipped' } as const;

function presentResult(execution: SopExecution, now: number): z.input<typeof executionResult> {
  const endMs = execution.completedAt?.getTime() ?? now;
  return {
    id: execution.id, sop_id: execution.sopId, status: resultOf(execution), executed_by: execution.triggeredBy, executed_at: iso(execution.startedAt),
    duration: Math.max(0, Math.round((endMs - execution.startedAt.getTime()) / 1000)),
    step_results: execution.steps.flatMap(({ id, state, output, notes }) => (state === 'pending' ? [] : [{ step_id: id, status: stepWords[state], output, error: state === 'failed' ? notes : null }])),
  };
}

export function presentDetail({ sop, html, executions, now }: { readonly sop: Sop; readonly html: string; readonly executions: readonly SopExecution[]; readonly now: number }): z.input<typeof sopDetail> {
  return { ...presentSop(sop), content_html: html, execution_history: executions.map((execution) => presentResult(execution, now)) };
}

export function presentExecution(execution: SopExecution): z.input<typeof executionRow> {
  const { status } = execution;
  return {
    id: execution.id, sop_id: execution.sopId, sop_title: execution.sopTitle, environment: execution.environment, triggered_by: execution.triggeredBy, trigger_type: execution.triggerType,
    status: status === 'completed' || status === 'failed' ? status : 'in_progress', started_at: iso(execution.startedAt), completed_at: isoOrNull(execution.completedAt),
    steps_completed: execution.steps.map(({ order, title, state, at, by, notes, evidence }) => ({
      step_number: order, step_title: title, completed: state === 'completed', completed_at: state === 'completed' ? at : null, completed_by: state === 'completed' ? by : null, notes, evidence: [...evidence], state,
    })),
    total_steps: execution.steps.length, related_incident_id: execution.relatedIncidentId, is_paused: status === 'paused',
  };
}

/** A category as the guide or its published client filters by it; the client's `custom` is what its other words leave over. */
export const categoryFilter = z.enum([...sopCategories, 'provisioning', 'incident', 'custom']);

/** The categories that such a word means. */
export function categoriesOf(word: z.output<typeof categoryFilter>): readonly SopCategory[] {
  if (word === 'provisioning') return ['deployment'];
  if (word === 'incident') return ['incident_response'];
  return word === 'custom' ? ['backup_recovery', 'monitoring', 'maintenance'] : [word];
}
