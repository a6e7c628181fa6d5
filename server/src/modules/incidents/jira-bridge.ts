import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from '../../lib/json.ts';
import type { Config } from '../../platform/config/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { errors } from '../../platform/errors/index.ts';
import type { Jobs } from '../../platform/jobs/index.ts';
import { incidentErrors } from './incident.errors.ts';
import type { Incident } from './incident.types.ts';
import { countLinks, insertLink, markPending } from './jira-link.repository.ts';
import type { JiraJobs } from './jira.jobs.ts';
import type { JiraSync } from './jira-sync.ts';
import { type JiraProject, makeIssue } from './jira-tell.ts';
import { fieldsOf } from './jira-words.ts';

/** What came of asking Jira for a key before the incident is stored. */
export interface Ahead {
  readonly key: string | null;
  /** Why there is none; null where Jira is not configured. */
  readonly reason: string | null;
}

/** How far Jira and Bulwark are together. */
export interface JiraStatus {
  readonly isConfigured: boolean;
  readonly url: string | null;
  readonly projectKey: string | null;
  readonly linked: number;
  /** Incidents of which Jira does not know the latest. */
  readonly pending: number;
  readonly lastError: string | null;
}

/** A request waits so long for Jira's key, then goes on with our own. */
const aheadMs = 2_000;
/** After a failure nobody waits for Jira again before this has passed. */
const restMs = 30_000;
/** The request that made the change has been answered by then. */
const pushAfterMs = 1_000;

/** The project that the configuration names; null unless address, token and project are all there. */
export function jiraProject(config: Config): JiraProject | null {
  const { JIRA_API_URL: url, JIRA_API_TOKEN: token, JIRA_EMAIL: email, JIRA_PROJECT_KEY: projectKey, JIRA_ISSUE_TYPE: issueType } = config;
  if (url === undefined || token === undefined || projectKey === undefined) return null;
  return { url, token, email, projectKey, issueType, timeoutMs: 8_000 };
}

export interface JiraBridgeParts {
  readonly project: JiraProject;
  readonly webhookSecret: string | undefined;
  readonly db: Database;
  readonly jobs: Jobs;
  readonly defined: JiraJobs;
  readonly sync: JiraSync;
}

/** What the incidents' service asks of Jira; every wish is a row and a job, so that nothing is lost while Jira is away. */
export class JiraBridge {
  readonly #parts: JiraBridgeParts;
  #restUntilMs = 0;

  constructor(parts: JiraBridgeParts) {
    this.#parts = parts;
  }

  /** Asks Jira for a key, shortly. Never fails: without an answer the incident goes by our own key and Jira is told later. */
  async ahead(incident: Incident, nowMs: number): Promise<Ahead> {
    if (nowMs < this.#restUntilMs) return { key: null, reason: 'Jira did not answer a moment ago' };
    try {
      return { key: await makeIssue({ ...this.#parts.project, timeoutMs: aheadMs }, incident), reason: null };
    } catch (thrown) {
      this.#restUntilMs = nowMs + restMs;
      return { key: null, reason: thrown instanceof Error ? thrown.message : String(thrown) };
    }
  }

  /** Within the transaction of the creation. */
  async created(tx: Tx, incident: Incident, { key, reason }: Ahead): Promise<void> {
    const isTold = key !== null;
    await insertLink(tx, { incidentId: incident.id, issueKey: key, base: isTold ? fieldsOf(incident) : null, isPending: !isTold, lastError: reason, syncedAt: isTold ? incident.createdAt : null });
    if (!isTold) await this.#enqueue(tx, incident.id, incident.createdAt);
  }

  /** Within the transaction of a change or comment. */
  async changed(tx: Tx, incident: Incident): Promise<void> {
    await markPending(tx, incident.id);
    await this.#enqueue(tx, incident.id, incident.updatedAt);
  }

  /** Tells whoever listens that an incident goes by our own key for now. */
  tellFailure(incident: Incident, reason: string): void {
    this.#parts.sync.tellFailure(incident, reason, false);
  }

  /**
   * A webhook of Jira: checked, then queued; what changed is read from Jira itself, so that order does not matter.
   * Errors: INTEGRATION_NOT_CONFIGURED without a secret, JIRA_WEBHOOK_SIGNATURE.
   */
  async receive(raw: Buffer, { signature, secret }: { readonly signature: string | undefined; readonly secret: string | undefined }): Promise<void> {
    const { webhookSecret, jobs, defined } = this.#parts;
    if (webhookSecret === undefined) throw errors.INTEGRATION_NOT_CONFIGURED({ message: 'Webhooks of Jira need JIRA_WEBHOOK_SECRET', details: { integration: 'jira', variable: 'JIRA_WEBHOOK_SECRET' } });
    const digest = `sha256=${createHmac('sha256', webhookSecret).update(raw).digest('hex')}`;
    if (!isEqual(signature, digest) && !isEqual(secret, webhookSecret)) throw incidentErrors.JIRA_WEBHOOK_SIGNATURE();
    const told = z.looseObject({ issue: z.looseObject({ key: z.string().regex(/^[A-Z][A-Z0-9_]*-\d+$/) }) }).safeParse(parseJson(raw.toString('utf8')));
    if (told.success) await jobs.enqueue(defined.pull, { key: told.data.issue.key });
  }

  async status(): Promise<JiraStatus> {
    const { url, projectKey } = this.#parts.project;
    return { isConfigured: true, url, projectKey, ...(await countLinks(this.#parts.db.sql)) };
  }

  async poll(): Promise<void> {
    await this.#parts.jobs.enqueue(this.#parts.defined.poll, {});
  }

  async schedule(): Promise<void> {
    await this.#parts.jobs.schedule(this.#parts.defined.poll, {}, { key: 'jira', cron: '*/5 * * * *' });
  }

  async #enqueue(tx: Tx, incidentId: string, at: Date): Promise<void> {
    await this.#parts.jobs.enqueue(this.#parts.defined.push, { incidentId }, { tx, startAfter: new Date(at.getTime() + pushAfterMs) });
  }
}

function isEqual(given: string | undefined, expected: string): boolean {
  if (given === undefined) return false;
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
