import { addComment, createIssue, type JiraIssue, type JiraSite, listTransitions, searchIssues, transitionIssue, updateIssue } from '../../clients/jira/index.ts';
import type { Incident } from './incident.types.ts';
import type { JiraFields } from './jira-merge.ts';
import { fieldsOf, labelOf, labelsOf, priorityOf } from './jira-words.ts';

/** Where issues are made. */
export interface JiraProject extends JiraSite {
  readonly projectKey: string;
  readonly issueType: string;
}

type Draft = Pick<Incident, 'id' | 'title' | 'description' | 'severity' | 'squad' | 'environment' | 'status'>;

/** Makes the issue of an incident; resolves to its key. */
export async function makeIssue(project: JiraProject, incident: Draft): Promise<string> {
  const { title, description } = fieldsOf(incident);
  const { projectKey, issueType } = project;
  return await createIssue(project, { projectKey, issueType, labels: labelsOf(incident), summary: title, description, priority: priorityOf(incident.severity) });
}

/** The issue that an earlier attempt made without living to see the answer; null where none did. */
export async function findMade(project: JiraProject, incidentId: string): Promise<string | null> {
  for await (const { key } of searchIssues(project, `labels = "${labelOf(incidentId)}"`)) return key;
  return null;
}

const words: Readonly<Record<JiraFields['state'], readonly string[]>> = { new: ['open', 'to do', 'reopened'], indeterminate: ['in progress', 'investigating'], done: ['resolved', 'done', 'closed'] };

/** Moves the issue to a state of that kind; false where its workflow has no way there from here. */
async function move(site: JiraSite, key: string, state: JiraFields['state']): Promise<boolean> {
  const ways = (await listTransitions(site, key)).filter(({ category }) => category === state);
  const best = words[state].map((word) => ways.find(({ name }) => name.toLowerCase() === word)).find((way) => way !== undefined) ?? ways[0];
  if (best === undefined) return false;
  await transitionIssue(site, key, best.id);
  return true;
}

/** Tells Jira fields; resolves to what Jira has afterwards. */
export async function tellFields(site: JiraSite, issue: Pick<JiraIssue, 'key'>, told: { readonly now: JiraFields; readonly tell: Partial<JiraFields> }): Promise<JiraFields> {
  const { title, description, severity, state } = told.tell;
  const changes = { ...(title !== undefined && { summary: title }), ...(description !== undefined && { description }), ...(severity !== undefined && { priority: priorityOf(severity) }) };
  if (Object.keys(changes).length > 0) await updateIssue(site, issue.key, changes);
  const isMoved = state === undefined || (await move(site, issue.key, state));
  return { ...told.now, ...told.tell, ...(!isMoved && { state: told.now.state }) };
}

/** A comment with the name of who wrote it: in Jira it stands under the name of the token's owner. */
export async function tellComment(site: JiraSite, key: string, comment: { readonly actor: string; readonly note: string }): Promise<string> {
  return await addComment(site, key, `${comment.actor}: ${comment.note}`);
}
