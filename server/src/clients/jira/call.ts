import type { z } from 'zod';
import { parseJson } from '../../lib/json.ts';
import { defineErrors } from '../../platform/errors/index.ts';
import { fetchText } from '../../platform/net/index.ts';
import type { JiraSite } from './jira.types.ts';

/** Failures that Jira itself tells of; an answer that does not come is TARGET_FAILED or TARGET_TIMEOUT. */
export const jiraErrors = defineErrors({
  JIRA_REFUSED: [502, 'Jira refused the request'],
  JIRA_BUSY: [503, 'Jira is busy or down'],
  JIRA_ISSUE_GONE: [404, 'Jira knows no such issue'],
});

interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT';
  /** Below `/rest/api/3`. */
  readonly path: string;
  readonly body?: object;
}

function authorization({ email, token }: JiraSite): string {
  return email === undefined ? `Bearer ${token}` : `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;
}

/** What Jira says in `errorMessages` and `errors`, for the log and for people; never more than a line. */
function reasonIn(text: string): string {
  const told = parseJson(text) as { errorMessages?: unknown; errors?: unknown } | null;
  const messages = Array.isArray(told?.errorMessages) ? told.errorMessages : [];
  const fields = typeof told?.errors === 'object' && told.errors !== null ? Object.entries(told.errors).map(([field, reason]) => `${field}: ${String(reason)}`) : [];
  return [...messages.map(String), ...fields].join('; ').slice(0, 300);
}

/** One call of the REST API, version 3. Errors: JIRA_REFUSED, JIRA_BUSY, JIRA_ISSUE_GONE, TARGET_FAILED, TARGET_TIMEOUT. */
async function exchange(site: JiraSite, { method = 'GET', path, body }: Call): Promise<string> {
  const { status, text } = await fetchText(`${site.url.replace(/\/$/, '')}/rest/api/3${path}`, {
    method, isTrusted: true, timeoutMs: site.timeoutMs,
    headers: { authorization: authorization(site), ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (status >= 200 && status < 300) return text;
  const details = { status, ...(reasonIn(text) !== '' && { reason: reasonIn(text) }) };
  if (status === 404) throw jiraErrors.JIRA_ISSUE_GONE({ details });
  if (status === 429 || status >= 500) throw jiraErrors.JIRA_BUSY({ message: `Jira answered with status ${status}`, details });
  throw jiraErrors.JIRA_REFUSED({ message: `Jira answered with status ${status}${details.reason === undefined ? '' : `: ${details.reason}`}`, details });
}

/** A call whose answer is read. */
export async function ask<S extends z.ZodType>(site: JiraSite, call: Call, answer: S): Promise<z.output<S>> {
  const read = answer.safeParse(parseJson(await exchange(site, call)));
  if (!read.success) throw jiraErrors.JIRA_REFUSED({ message: 'Jira answered with something else than its documentation says', cause: read.error });
  return read.data;
}

/** A call whose answer is empty. */
export async function tell(site: JiraSite, call: Call): Promise<void> {
  await exchange(site, call);
}
