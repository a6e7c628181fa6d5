import type { Bus } from '../../platform/bus/index.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Audit } from '../audit/index.ts';
import { insertEvents, listEvents, type EventRow } from './event.repository.ts';
import { incidentErrors } from './incident.errors.ts';
import { incidentCreated, incidentDeleted, incidentUpdated, type IncidentNews } from './incident.events.ts';
import { deleteIncident, findIncident, insertIncidents, lockIncident, nextKey, toIncident, updateIncident } from './incident.repository.ts';
import { change, kindOf } from './incident.state.ts';
import type { FieldChange, Incident, IncidentChanges, IncidentEvent, NewIncident } from './incident.types.ts';
import type { JiraBridge } from './jira-bridge.ts';
import { toSnapshot } from './snapshot.ts';

export interface IncidentServiceParts {
  readonly db: Database;
  readonly bus: Bus;
  readonly audit: Audit;
  /** Null where Jira is not configured. */
  readonly jira: JiraBridge | null;
  /** Removes the files of an incident that is deleted; resolves to what to do once it is gone. */
  releaseFiles(tx: Tx, incidentId: string): Promise<() => Promise<void>>;
}

/** Incidents: found, created, changed, talked about. */
export class IncidentService {
  readonly #parts: IncidentServiceParts;
  constructor(parts: IncidentServiceParts) {
    this.#parts = parts;
  }

  async get(reference: string): Promise<Incident> {
    const row = await findIncident(this.#parts.db.sql, reference);
    if (row === null) throw notFound(reference);
    return toIncident(row);
  }

  async timeline(reference: string): Promise<readonly IncidentEvent[]> {
    return await listEvents(this.#parts.db.sql, (await this.get(reference)).id);
  }

  async create(ctx: UserCtx, input: NewIncident): Promise<Incident> {
    const { db, jira } = this.#parts;
    const now = new Date(ctx.clock.now());
    const localKey = await nextKey(db.sql);
    const draft: Incident = {
      ...input, id: newUuid(), localKey, jiraId: localKey, status: 'open', rootCause: null, resolution: null, reporter: ctx.principal.username,
      createdAt: now, updatedAt: now, acknowledgedAt: null, resolvedAt: null,
    };
    const ahead = jira === null ? { key: null, reason: null } : await jira.ahead(draft, now.getTime());
    const incident = { ...draft, jiraId: ahead.key ?? localKey };
    await db.transaction(async (tx) => {
      const { jiraId: _key, ...row } = incident;
      await insertIncidents(tx, [{ ...row, jiraKey: ahead.key, tags: [...row.tags], affectedServices: [...row.affectedServices] }]);
      await insertEvents(tx, [eventOf(ctx, incident.id, { kind: 'created', note: `Reported as ${incident.severity}` })]);
      await jira?.created(tx, incident, ahead);
      await this.#audit(tx, ctx, { eventType: 'CREATE', incident, description: `Created incident ${incident.jiraId}` });
    });
    this.#tell(incidentCreated, ctx, { incident, what: 'fields' });
    if (ahead.reason !== null) jira?.tellFailure(incident, ahead.reason);
    return incident;
  }

  async update(ctx: UserCtx, reference: string, changes: IncidentChanges): Promise<Incident> {
    const { db, jira } = this.#parts;
    const done = await db.transaction(async (tx) => {
      const before = await this.#lock(tx, reference);
      const changed = change(before, changes, new Date(ctx.clock.now()));
      if (changed.changes.length === 0) return { incident: before, isChanged: false };
      const { after } = changed;
      const { jiraId: _key, ...fields } = after;
      await updateIncident(tx, before.id, { ...fields, tags: [...fields.tags], affectedServices: [...fields.affectedServices] });
      await insertEvents(tx, [eventOf(ctx, before.id, { kind: kindOf(before, after), note: '', changes: changed.changes })]);
      await jira?.changed(tx, after);
      await this.#audit(tx, ctx, { eventType: 'UPDATE', incident: after, description: `Updated incident ${after.jiraId}: ${changed.changes.map(({ field }) => field).join(', ')}`, changes: changed.changes });
      return { incident: after, isChanged: true };
    });
    if (done.isChanged) this.#tell(incidentUpdated, ctx, { incident: done.incident, what: 'fields' });
    return done.incident;
  }

  async comment(ctx: UserCtx, reference: string, text: string): Promise<IncidentEvent> {
    const { db, jira } = this.#parts;
    const done = await db.transaction(async (tx) => {
      const incident = await this.#lock(tx, reference);
      const event = eventOf(ctx, incident.id, { kind: 'comment', note: text });
      await insertEvents(tx, [event]);
      await jira?.changed(tx, { ...incident, updatedAt: event.occurredAt });
      await this.#audit(tx, ctx, { eventType: 'UPDATE', incident, description: `Commented on incident ${incident.jiraId}` });
      return { incident, event };
    });
    this.#tell(incidentUpdated, ctx, { incident: done.incident, what: 'comment' });
    const { jiraCommentId: _told, ...event } = done.event;
    return event;
  }

  async remove(ctx: UserCtx, reference: string): Promise<void> {
    const { incident, afterwards } = await this.#parts.db.transaction(async (tx) => {
      const locked = await this.#lock(tx, reference);
      const release = await this.#parts.releaseFiles(tx, locked.id);
      await deleteIncident(tx, locked.id);
      await this.#audit(tx, ctx, { eventType: 'DELETE', incident: locked, description: `Deleted incident ${locked.jiraId}` });
      return { incident: locked, afterwards: release };
    });
    await afterwards();
    this.#tell(incidentDeleted, ctx, { incident, what: 'fields' });
  }

  /** Locks an incident, lets `work` add to it, and tells of it. */
  async addTo<T>(ctx: UserCtx, reference: string, work: (tx: Tx, incident: Incident) => Promise<{ readonly result: T; readonly note: string; readonly description: string }>): Promise<T> {
    const done = await this.#parts.db.transaction(async (tx) => {
      const incident = await this.#lock(tx, reference);
      const { result, note, description } = await work(tx, incident);
      await insertEvents(tx, [eventOf(ctx, incident.id, { kind: 'evidence', note })]);
      await this.#audit(tx, ctx, { eventType: 'UPDATE', incident, description });
      return { incident, result };
    });
    this.#tell(incidentUpdated, ctx, { incident: done.incident, what: 'evidence' });
    return done.result;
  }

  async #lock(tx: Tx, reference: string): Promise<Incident> {
    const row = await lockIncident(tx, reference);
    if (row === null) throw notFound(reference);
    return toIncident(row);
  }

  #tell(event: typeof incidentCreated, ctx: UserCtx, { incident, what }: { incident: Incident; what: IncidentNews['what'] }): void {
    this.#parts.bus.publish(event, { incident: toSnapshot(incident), actorId: ctx.principal.userId, what });
  }

  async #audit(tx: Tx, ctx: UserCtx, entry: { eventType: string; incident: Incident; description: string; changes?: readonly FieldChange[] }): Promise<void> {
    const changes = entry.changes?.map(({ field, from, to }) => ({ field, old_value: from, new_value: to }));
    const metadata = { jiraId: entry.incident.jiraId, ...(changes !== undefined && { changes }) };
    await this.#parts.audit.record(tx, ctx, { eventType: entry.eventType, resourceType: 'incident', resourceId: entry.incident.id, description: entry.description, status: 'success', metadata });
  }
}

function notFound(reference: string): Error {
  return incidentErrors.INCIDENT_NOT_FOUND({ details: { incident_id: reference.slice(0, 100) } });
}

function eventOf(ctx: UserCtx, incidentId: string, { kind, note, changes = [] }: { kind: IncidentEvent['kind']; note: string; changes?: readonly FieldChange[] }): EventRow {
  return { id: newUuid(), incidentId, kind, actorId: ctx.principal.userId, actor: ctx.principal.username, origin: 'user', note, changes, jiraCommentId: null, occurredAt: new Date(ctx.clock.now()) };
}
