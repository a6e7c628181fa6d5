import { z } from 'zod';

/** Shapes of procedures and executions on the wire. Times are UTC ISO 8601 with Z. */

export const sopCategory = z.enum(['incident_response', 'deployment', 'backup_recovery', 'security', 'monitoring', 'maintenance']);
export const sopStatus = z.enum(['draft', 'review', 'approved', 'archived']);
const stepType = z.enum(['manual', 'automated']);

const stepRow = z.object({
  id: z.uuid(),
  order: z.int(),
  title: z.string(),
  description: z.string(),
  command: z.string().nullable(),
  expectedResult: z.string().nullable(),
  warning: z.string().nullable(),
  screenshotUrl: z.string().nullable(),
  type: stepType,
});

export const sopRow = z.object({
  id: z.uuid(),
  title: z.string(),
  category: sopCategory,
  description: z.string(),
  owner: z.string(),
  version: z.string(),
  status: sopStatus,
  tags: z.array(z.string()),
  stepCount: z.int(),
  estimatedDuration: z.int().nullable(),
  executionCount: z.int(),
  lastExecutedAt: z.iso.datetime().nullable(),
  updatedAt: z.iso.datetime(),
  approvedAt: z.iso.datetime().nullable(),
  approvedBy: z.string().nullable(),
});

export const sopDetail = sopRow.extend({
  content: z.string(),
  contentHtml: z.string(),
  steps: z.array(stepRow),
  reviewers: z.array(z.string()),
  prerequisites: z.array(z.string()),
  /** True for who wrote the present version and therefore may not approve it. */
  isOwnVersion: z.boolean(),
});

export const sopVersionRow = z.object({ id: z.uuid(), version: z.string(), author: z.string(), note: z.string(), createdAt: z.iso.datetime(), title: z.string(), content: z.string(), stepCount: z.int() });

const stepState = z.enum(['pending', 'completed', 'failed', 'skipped']);
const executionStep = stepRow.omit({ screenshotUrl: true }).extend({
  state: stepState,
  at: z.iso.datetime().nullable(),
  by: z.string().nullable(),
  output: z.string().nullable(),
  notes: z.string().nullable(),
  evidence: z.array(z.string()),
});

export const executionStatus = z.enum(['running', 'paused', 'completed', 'failed']);
export const executionRow = z.object({
  id: z.uuid(),
  sopId: z.uuid().nullable(),
  sopTitle: z.string(),
  sopVersion: z.string(),
  environment: z.string(),
  triggeredBy: z.string(),
  status: executionStatus,
  result: z.enum(['running', 'success', 'partial', 'failed']),
  steps: z.array(executionStep),
  failureReason: z.string().nullable(),
  startedAt: z.iso.datetime(),
  completedAt: z.iso.datetime().nullable(),
});

export const executionLogRow = z.object({ at: z.iso.datetime(), actor: z.string(), action: z.string(), step: z.int().nullable(), text: z.string() });
export const executionDetail = executionRow.extend({ log: z.array(executionLogRow) });

const line = z.string().trim().min(1);
const prose = z.string().max(5_000);
const words = z.array(line.max(100)).max(50);
const optional = prose.nullable().default(null);

const newStep = z.strictObject({ title: line.max(300), description: prose.default(''), command: optional, expectedResult: optional, warning: optional, type: stepType.default('manual') });
export const newSop = z.strictObject({
  title: line.max(200),
  category: sopCategory,
  description: z.string().trim().max(2_000).default(''),
  content: z.string().max(100_000).default(''),
  steps: z.array(newStep).max(200).default([]),
  owner: line.max(100).optional(),
  reviewers: words.default([]),
  tags: words.default([]),
  prerequisites: z.array(line.max(500)).max(50).default([]),
  estimatedDuration: z.int().min(0).max(100_000).nullable().default(null),
});
export const sopChanges = newSop.extend({ note: z.string().trim().max(500).default('') });
export const sopMove = z.enum(['submit', 'reject', 'approve', 'archive', 'restore']);

const step = z.int().min(1).max(200);
const reason = z.string().trim().min(1).max(2_000);
export const executionAction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('complete-step'), step, output: z.string().max(20_000).optional(), notes: prose.optional(), evidence: z.array(z.url({ protocol: /^https?$/ }).max(2_000)).max(20).optional() }),
  z.strictObject({ kind: z.literal('fail-step'), step, reason, output: z.string().max(20_000).optional() }),
  z.strictObject({ kind: z.literal('skip-step'), step, reason, output: z.string().max(20_000).optional() }),
  z.strictObject({ kind: z.literal('reopen-step'), step }),
  z.strictObject({ kind: z.literal('pause') }),
  z.strictObject({ kind: z.literal('resume') }),
  z.strictObject({ kind: z.literal('fail'), reason }),
]);

export type SopCategory = z.output<typeof sopCategory>;
export type SopStatus = z.output<typeof sopStatus>;
export type SopRow = z.output<typeof sopRow>;
export type SopDetail = z.output<typeof sopDetail>;
export type SopVersionRow = z.output<typeof sopVersionRow>;
export type ExecutionStatus = z.output<typeof executionStatus>;
export type ExecutionStep = z.output<typeof executionStep>;
export type ExecutionRow = z.output<typeof executionRow>;
export type ExecutionDetail = z.output<typeof executionDetail>;
export type ExecutionLogRow = z.output<typeof executionLogRow>;
export type NewSop = z.input<typeof newSop>;
export type SopChanges = z.input<typeof sopChanges>;
export type SopMove = z.output<typeof sopMove>;
export type ExecutionAction = z.input<typeof executionAction>;
