import { z } from 'zod';
import { searchIssues } from '../../clients/jira/index.ts';
import type { Clock } from '../../platform/context/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { JobDefinition, Jobs } from '../../platform/jobs/index.ts';
import { listPending, readCursor, writeCursor } from './jira-link.repository.ts';
import { type JiraSync, LeasedError } from './jira-sync.ts';
import type { JiraProject } from './jira-tell.ts';
import { ourLabel } from './jira-words.ts';

const pushInput = z.object({ incidentId: z.uuid() });
const pullInput = z.object({ key: z.string() });
const noInput = z.object({});

export type JiraJobs = ReturnType<typeof defineJiraJobs>;

const minuteMs = 60_000;
/** Clocks differ and Jira's search lags a little. */
const slackMinutes = 3;
/** After a long silence no more than this is read; webhooks and pushes see to the rest. */
const longestMinutes = 7 * 24 * 60;

/** What is read at a poll: our issues that changed since the last one. Relative, because JQL reads times in the zone of the token's owner. */
export function pollQuery(projectKey: string, since: Date | null, now: number): string {
  const minutes = since === null ? longestMinutes : Math.min(longestMinutes, Math.ceil((now - since.getTime()) / minuteMs) + slackMinutes);
  return `project = "${projectKey}" AND labels = "${ourLabel}" AND updated >= "-${minutes}m" ORDER BY updated ASC`;
}

/** Each attempt is harmless to repeat, so work is done in `run` and the effect is empty. */
const nothing = async (): Promise<void> => undefined;

/** The jobs `jira.push` (tell Jira of one incident), `jira.pull` (take over one issue) and `jira.poll` (look for both). */
export function defineJiraJobs(parts: { readonly sync: JiraSync; readonly project: JiraProject; readonly db: Database; readonly jobs: Jobs; readonly clock: Clock }) {
  const { sync, project, db, jobs, clock } = parts;
  const common = { concurrency: 2, retryLimit: 12, retryDelaySeconds: 20, expireInSeconds: 300 };
  const push: JobDefinition<z.output<typeof pushInput>> = {
    ...common,
    name: 'jira.push',
    input: pushInput,
    async run({ input, isLastAttempt }) {
      await sync.sync(input.incidentId).catch(async (thrown: unknown) => {
        if (isLastAttempt && !(thrown instanceof LeasedError)) await sync.giveUp(input.incidentId, thrown instanceof Error ? thrown.message : String(thrown));
        throw thrown;
      });
      return nothing;
    },
  };
  const pull: JobDefinition<z.output<typeof pullInput>> = {
    ...common,
    name: 'jira.pull',
    input: pullInput,
    async run({ input }) {
      await sync.pull(input.key);
      return nothing;
    },
  };
  const poll: JobDefinition<z.output<typeof noInput>> = {
    ...common,
    name: 'jira.poll',
    concurrency: 1,
    retryLimit: 1,
    input: noInput,
    async run() {
      const startedAt = clock.now();
      for (const incidentId of await listPending(db.sql, 100)) await jobs.enqueue(push, { incidentId });
      for await (const { key } of searchIssues(project, pollQuery(project.projectKey, await readCursor(db.sql), startedAt))) await jobs.enqueue(pull, { key });
      await writeCursor(db.sql, new Date(startedAt));
      return nothing;
    },
  };
  for (const definition of [push, pull, poll]) jobs.define(definition as JobDefinition<never>);
  return { push, pull, poll };
}
