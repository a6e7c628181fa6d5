import { z } from 'zod';
import { ask, tell } from './call.ts';
import { toDocument } from './document.ts';
import { type JiraIssue, jiraIssue, type JiraSite, type JiraWrite } from './jira.types.ts';

const fields = 'summary,description,status,priority,assignee,labels,created,updated,comment';
const at = (key: string): string => `/issue/${encodeURIComponent(key)}`;

function written({ description, priority, ...rest }: JiraWrite): object {
  return { ...rest, ...(description !== undefined && { description: toDocument(description) }), ...(priority !== undefined && { priority: { name: priority } }) };
}

/** Makes an issue; resolves to its key. `POST /rest/api/3/issue`. */
export async function createIssue(site: JiraSite, issue: JiraWrite & { readonly projectKey: string; readonly issueType: string; readonly labels: readonly string[] }): Promise<string> {
  const { projectKey, issueType, labels, ...rest } = issue;
  const body = { fields: { project: { key: projectKey }, issuetype: { name: issueType }, labels, ...written(rest) } };
  const { key } = await ask(site, { method: 'POST', path: '/issue', body }, z.object({ key: z.string() }));
  return key;
}

/** `GET /rest/api/3/issue/{key}` with its comments. */
export async function getIssue(site: JiraSite, key: string): Promise<JiraIssue> {
  return await ask(site, { path: `${at(key)}?fields=${fields}` }, jiraIssue);
}

/** `PUT /rest/api/3/issue/{key}`. */
export async function updateIssue(site: JiraSite, key: string, changes: JiraWrite): Promise<void> {
  await tell(site, { method: 'PUT', path: at(key), body: { fields: written(changes) } });
}

/** Adds a comment; resolves to its id. `POST /rest/api/3/issue/{key}/comment`. */
export async function addComment(site: JiraSite, key: string, text: string): Promise<string> {
  const { id } = await ask(site, { method: 'POST', path: `${at(key)}/comment`, body: { body: toDocument(text) } }, z.object({ id: z.string() }));
  return id;
}

const transitions = z.object({ transitions: z.array(z.looseObject({ id: z.string(), to: z.looseObject({ name: z.string(), statusCategory: z.looseObject({ key: z.string() }) }) })) });

/** What the workflow allows from here. `GET /rest/api/3/issue/{key}/transitions`. */
export async function listTransitions(site: JiraSite, key: string): Promise<readonly { readonly id: string; readonly name: string; readonly category: string }[]> {
  const answer = await ask(site, { path: `${at(key)}/transitions` }, transitions);
  return answer.transitions.map(({ id, to }) => ({ id, name: to.name, category: to.statusCategory.key }));
}

/** `POST /rest/api/3/issue/{key}/transitions`. */
export async function transitionIssue(site: JiraSite, key: string, transitionId: string): Promise<void> {
  await tell(site, { method: 'POST', path: `${at(key)}/transitions`, body: { transition: { id: transitionId } } });
}

const found = z.object({ issues: z.array(jiraIssue), nextPageToken: z.string().nullish() });

/** Every issue that a JQL query finds, page by page. `GET /rest/api/3/search/jql`; the older `/search` is gone. */
export async function* searchIssues(site: JiraSite, jql: string): AsyncGenerator<JiraIssue> {
  let token: string | null | undefined;
  do {
    const query = new URLSearchParams({ jql, fields, maxResults: '100', ...(token != null && { nextPageToken: token }) });
    const page = await ask(site, { path: `/search/jql?${query.toString()}` }, found);
    yield* page.issues;
    token = page.nextPageToken;
  } while (token != null);
}
