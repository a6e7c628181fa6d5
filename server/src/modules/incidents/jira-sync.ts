import { getIssue, type JiraIssue, toText } from '../../clients/jira/index.ts';
import { iso } from '../../lib/time.ts';
import type { Bus } from '../../platform/bus/index.ts';
import type { Clock } from '../../platform/context/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Audit } from '../audit/index.ts';
import { systemCtx } from './acting.ts';
import { insertEvents, insertJiraComment, listUntoldComments, markTold } from './event.repository.ts';
import { incidentCreated, incidentUpdated, jiraDeliveryFailed } from './incident.events.ts';
import { findIncident, insertIncidents, lockIncident, nextKey, toIncident, updateIncident } from './incident.repository.ts';
import { change, kindOf } from './incident.state.ts';
import type { FieldChange, Incident, IncidentChanges, IncidentEvent } from './incident.types.ts';
import { countFailure, findLinkByIssue, insertLink, type JiraLink, lease, setIssueKey, updateLink } from './jira-link.repository.ts';
import { type JiraFields, merge, type Merged } from './jira-merge.ts';
import { findMade, type JiraProject, makeIssue, tellComment, tellFields } from './jira-tell.ts';
import { fieldsOf, fieldsOfIssue, isOurs, makerOf, placeOf, statusFor } from './jira-words.ts';
import { toSnapshot } from './snapshot.ts';

export interface JiraSyncParts {
  readonly db: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly project: JiraProject;
}

/** Longer than an exchange with every answer at its time limit takes. */
const leaseMs = 120_000;

/** The other side is being brought up to date by somebody else: try again a little later. */
export class LeasedError extends Error {
  override readonly name = 'LeasedError';
}

/** Brings one incident and its issue together. Everything may be repeated: what is done already is found done. */
export class JiraSync {
  readonly #parts: JiraSyncParts;
  constructor(parts: JiraSyncParts) {
    this.#parts = parts;
  }

  /**
   * Brings an incident and its issue together, making the issue where there is none.
   * @throws LeasedError while another process does the same; what Jira refuses or fails at
   */
  async sync(incidentId: string): Promise<void> {
    const link = await this.#take(incidentId);
    if (link === null) return;
    const row = await findIncident(this.#parts.db.sql, incidentId);
    if (row === null) return;
    try {
      const key = link.issueKey ?? (await this.#make(toIncident(row)));
      await this.#exchange(incidentId, key);
    } catch (thrown) {
      await this.#fail(toIncident(row), thrown);
      throw thrown;
    }
  }

  /** Takes over an issue of Jira, known or new. Issues without our label that no incident made are none of our business. */
  async pull(key: string): Promise<void> {
    const link = await findLinkByIssue(this.#parts.db.sql, key);
    if (link !== null) return await this.sync(link.incidentId);
    const issue = await getIssue(this.#parts.project, key);
    if (!isOurs(issue)) return;
    const maker = makerOf(issue);
    if (maker !== undefined && (await findIncident(this.#parts.db.sql, maker)) !== null) return await this.sync(maker);
    await this.#adopt(issue, maker);
  }

  /** Tells of a delivery that no further attempt follows. */
  async giveUp(incidentId: string, reason: string): Promise<void> {
    const row = await findIncident(this.#parts.db.sql, incidentId);
    if (row !== null) this.tellFailure(toIncident(row), reason, true);
  }

  tellFailure({ id, jiraId, squad, environment }: Incident, reason: string, isGivenUp: boolean): void {
    const { bus, clock } = this.#parts;
    bus.publish(jiraDeliveryFailed, { incidentId: id, jiraId, squad, environment, reason, isGivenUp, failedAt: iso(clock.now()) });
  }

  async #take(incidentId: string): Promise<JiraLink | null> {
    const { db, clock } = this.#parts;
    const now = clock.now();
    const link = await lease(db.sql, incidentId, { now: new Date(now), until: new Date(now + leaseMs) });
    if (link === null && (await findIncident(db.sql, incidentId)) !== null) throw new LeasedError('another process is telling Jira of this incident');
    return link;
  }

  async #fail(incident: Incident, thrown: unknown): Promise<void> {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    const failures = await countFailure(this.#parts.db.sql, incident.id, reason.slice(0, 500));
    if (failures === 1) this.tellFailure(incident, reason, false);
  }

  async #make(incident: Incident): Promise<string> {
    const { db, project, clock, bus } = this.#parts;
    const key = (await findMade(project, incident.id)) ?? (await makeIssue(project, incident));
    await db.transaction(async (tx) => {
      await setIssueKey(tx, incident.id, key);
      await insertEvents(tx, [this.#event(incident.id, { kind: 'jira', note: `Jira issue ${key} was created` })]);
    });
    bus.publish(incidentUpdated, { incident: toSnapshot({ ...incident, jiraId: key, updatedAt: new Date(clock.now()) }), actorId: null, what: 'jira' });
    return key;
  }

  /** Reads the issue, settles every field, tells Jira what is ours and takes what is its. */
  async #exchange(incidentId: string, key: string): Promise<void> {
    const { db, project, clock, bus } = this.#parts;
    const issue = await getIssue(project, key);
    const settled = await db.transaction(async (tx) => await this.#settle(tx, incidentId, issue));
    if (settled === null) return;
    if (settled.isChanged) bus.publish(incidentUpdated, { incident: toSnapshot(settled.incident), actorId: null, what: 'jira' });
    const base = await tellFields(project, issue, { now: fieldsOfIssue(issue), tell: settled.merged.tell });
    for (const comment of await listUntoldComments(db.sql, incidentId)) await markTold(db.sql, comment.id, await tellComment(project, key, comment));
    const isBehind = (await listUntoldComments(db.sql, incidentId)).length > 0;
    await updateLink(db.sql, incidentId, { base: { ...settled.merged.result, ...base }, isPending: isBehind, failures: 0, lastError: null, leasedUntil: null, syncedAt: new Date(clock.now()) });
  }

  /** What Jira changed, taken over in one transaction with the timeline and the audit trail. */
  async #settle(tx: Tx, incidentId: string, issue: JiraIssue): Promise<{ incident: Incident; merged: Merged; isChanged: boolean } | null> {
    const row = await lockIncident(tx, incidentId);
    const link = row === null ? null : await findLinkByIssue(tx, issue.key);
    if (row === null || link === null) return null;
    const before = toIncident(row);
    const merged = merge({
      base: link.base,
      local: { fields: fieldsOf(before), changedAt: before.updatedAt },
      remote: { fields: fieldsOfIssue(issue), changedAt: new Date(issue.fields.updated) },
    });
    const news = await this.#takeComments(tx, incidentId, issue);
    const { after, changes } = change(before, this.#taken(before, merged.take, issue), new Date(this.#parts.clock.now()));
    if (changes.length > 0) await this.#apply(tx, { before, after, changes, issue, merged });
    return { incident: after, merged, isChanged: changes.length > 0 || news > 0 };
  }

  /** Jira's values as changes of the incident; its assignee is Jira's to say, where it says one. */
  #taken(before: Incident, take: Partial<JiraFields>, issue: JiraIssue): IncidentChanges {
    const { state, ...fields } = take;
    const assignee = issue.fields.assignee?.displayName;
    return { ...fields, ...(state !== undefined && { status: statusFor(state, before.status) }), ...(assignee !== undefined && { assignee }) };
  }

  async #apply(tx: Tx, { before, after, changes, issue, merged }: { before: Incident; after: Incident; changes: readonly FieldChange[]; issue: JiraIssue; merged: Merged }): Promise<void> {
    const { id: _id, jiraId: _key, localKey: _local, ...fields } = after;
    await updateIncident(tx, before.id, { ...fields, tags: [...fields.tags], affectedServices: [...fields.affectedServices] });
    const lost = merged.conflicts.map(({ field, kept, lost: value }) => `${field}: ${kept === 'jira' ? 'Jira' : 'Bulwark'} changed last, "${value.slice(0, 100)}" gave way`);
    await insertEvents(tx, [this.#event(before.id, { kind: kindOf(before, after), note: lost.join('; '), changes })]);
    const entry = { eventType: 'UPDATE', resourceType: 'incident', resourceId: before.id, description: `Updated incident ${after.jiraId} from Jira`, status: 'success' as const };
    await this.#parts.audit.record(tx, systemCtx(this.#parts.clock), { ...entry, metadata: { issue: issue.key, changes: changes.map(({ field, from, to }) => ({ field, old_value: from, new_value: to })) } });
  }

  /** Comments of Jira that are not known yet; one that is our own, told before a crash, is only marked as told. */
  async #takeComments(tx: Tx, incidentId: string, issue: JiraIssue): Promise<number> {
    const comments = issue.fields.comment?.comments ?? [];
    const untold = comments.length === 0 ? [] : [...(await listUntoldComments(tx, incidentId))];
    let added = 0;
    for (const comment of comments) {
      const text = toText(comment.body);
      const own = untold.findIndex(({ actor, note }) => `${actor}: ${note}`.trim() === text);
      const [told] = own === -1 ? [] : untold.splice(own, 1);
      if (told !== undefined) await markTold(tx, told.id, comment.id);
      else if (await insertJiraComment(tx, { ...this.#event(incidentId, { kind: 'comment', note: text }), actor: comment.author?.displayName ?? 'Jira', jiraCommentId: comment.id, occurredAt: new Date(comment.created) })) added += 1;
    }
    return added;
  }

  /** An issue that was made in Jira, or whose incident was rolled back after it had been made, becomes an incident. */
  async #adopt(issue: JiraIssue, id: string = newUuid()): Promise<void> {
    const { db, bus, audit, clock } = this.#parts;
    const now = new Date(clock.now());
    const { state, ...fields } = fieldsOfIssue(issue);
    const created = await db.transaction(async (tx) => {
      const incident: Incident = {
        ...fields, id, localKey: await nextKey(tx), jiraId: issue.key, status: statusFor(state, 'open'), ...placeOf(issue), assignee: issue.fields.assignee?.displayName ?? null,
        tags: [], affectedServices: [], rootCause: null, resolution: null, reporter: 'Jira', createdAt: new Date(issue.fields.created), updatedAt: now,
        acknowledgedAt: state === 'new' ? null : now, resolvedAt: state === 'done' ? now : null,
      };
      const { jiraId, ...row } = incident;
      await insertIncidents(tx, [{ ...row, jiraKey: jiraId, tags: [], affectedServices: [] }]);
      await insertLink(tx, { incidentId: id, issueKey: issue.key, base: fieldsOfIssue(issue), isPending: false, lastError: null, syncedAt: now });
      await insertEvents(tx, [this.#event(id, { kind: 'created', note: `Taken over from Jira issue ${issue.key}` })]);
      await this.#takeComments(tx, id, issue);
      await audit.record(tx, systemCtx(clock), { eventType: 'CREATE', resourceType: 'incident', resourceId: id, description: `Created incident ${issue.key}`, status: 'success', metadata: { origin: 'jira' } });
      return incident;
    });
    bus.publish(incidentCreated, { incident: toSnapshot(created), actorId: null, what: 'jira' });
  }

  #event(incidentId: string, { kind, note, changes = [] }: { kind: IncidentEvent['kind']; note: string; changes?: readonly FieldChange[] }) {
    return { id: newUuid(), incidentId, kind, actorId: null, actor: 'Jira', origin: 'jira' as const, note, changes, jiraCommentId: null, occurredAt: new Date(this.#parts.clock.now()) };
  }
}
