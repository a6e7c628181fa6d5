import type { Severity } from './incident.types.ts';

/** The fields that both sides hold, in words that both can say. */
export interface JiraFields {
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  /** Category of the state: Jira's workflows name states as they like, but each belongs to one of three. */
  readonly state: 'new' | 'indeterminate' | 'done';
}

/** One side as it is now, and when it last changed. */
export interface Side {
  readonly fields: JiraFields;
  readonly changedAt: Date;
}

export type JiraField = keyof JiraFields;

/** A field that both sides changed; `lost` is the value that gave way. */
export interface Conflict {
  readonly field: JiraField;
  readonly kept: 'bulwark' | 'jira';
  readonly lost: string;
}

export interface Merged {
  /** For Bulwark to take over from Jira. */
  readonly take: Partial<JiraFields>;
  /** For Jira to be told. */
  readonly tell: Partial<JiraFields>;
  readonly conflicts: readonly Conflict[];
  /** What both sides will have. */
  readonly result: JiraFields;
}

const fields: readonly JiraField[] = ['title', 'description', 'severity', 'state'];

function decide(field: JiraField, { base, local, remote }: { base: JiraFields | null; local: Side; remote: Side }): 'bulwark' | 'jira' {
  const ours = base === null || local.fields[field] !== base[field];
  const theirs = base === null || remote.fields[field] !== base[field];
  if (ours !== theirs) return ours ? 'bulwark' : 'jira';
  return remote.changedAt.getTime() > local.changedAt.getTime() ? 'jira' : 'bulwark';
}

/**
 * Brings both sides together, field by field, against what they last agreed on: a field that one side changed is that side's;
 * one that both changed belongs to the side that changed last, in a tie to Bulwark, and is told as a conflict.
 */
export function merge(sides: { readonly base: JiraFields | null; readonly local: Side; readonly remote: Side }): Merged {
  const { base, local, remote } = sides;
  const differing = fields.filter((field) => local.fields[field] !== remote.fields[field]);
  const kept = new Map(differing.map((field) => [field, decide(field, sides)]));
  const part = (of: JiraFields, side: 'bulwark' | 'jira'): Partial<JiraFields> => Object.fromEntries(differing.filter((field) => kept.get(field) === side).map((field) => [field, of[field]]));
  const take = part(remote.fields, 'jira');
  const isConflict = (field: JiraField): boolean => base !== null && local.fields[field] !== base[field] && remote.fields[field] !== base[field];
  const conflicts = differing.filter(isConflict).map((field): Conflict => {
    const winner = kept.get(field) ?? 'bulwark';
    return { field, kept: winner, lost: winner === 'jira' ? local.fields[field] : remote.fields[field] };
  });
  return { take, tell: part(local.fields, 'bulwark'), conflicts, result: { ...local.fields, ...take } };
}
