import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { change, kindOf } from './incident.state.ts';
import { type Incident, type IncidentStatus, statuses } from './incident.types.ts';

const start = new Date('2026-01-05T00:00:00Z');
const fresh: Incident = {
  id: '1', jiraId: 'INC-1001', localKey: 'INC-1001', title: 'Down', description: 'It is down', severity: 'high', status: 'open', squad: 'Platform', environment: 'production',
  assignee: null, tags: [], affectedServices: ['api'], rootCause: null, resolution: null, reporter: 'alice', createdAt: start, updatedAt: start, acknowledgedAt: null, resolvedAt: null,
};
const later = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);
const to = (incident: Incident, status: IncidentStatus, minutes: number): Incident => change(incident, { status }, later(minutes)).after;

test('resolving sets the time of resolution, closing keeps it, reopening clears it', () => {
  const resolved = to(fresh, 'resolved', 10);
  assert.deepEqual([resolved.acknowledgedAt, resolved.resolvedAt], [later(10), later(10)]);
  const closed = to(resolved, 'closed', 20);
  assert.deepEqual(closed.resolvedAt, later(10));
  const reopened = to(closed, 'investigating', 30);
  assert.equal(reopened.resolvedAt, null);
  assert.deepEqual(reopened.acknowledgedAt, later(10), 'it stays acknowledged');
  assert.deepEqual([kindOf(fresh, resolved), kindOf(resolved, closed), kindOf(closed, reopened)], ['resolved', 'changed', 'reopened']);
});

test('what does not differ is no change, and nothing else moves', () => {
  const { after, changes } = change(fresh, { title: 'Down', affectedServices: ['api'], status: 'open' }, later(1));
  assert.equal(after, fresh);
  assert.deepEqual(changes, []);
});

test('a change tells the field before and after', () => {
  const { after, changes } = change(fresh, { severity: 'low', assignee: 'bob' }, later(1));
  assert.deepEqual(changes, [{ field: 'severity', from: 'high', to: 'low' }, { field: 'assignee', from: null, to: 'bob' }]);
  assert.deepEqual([after.severity, after.assignee, after.updatedAt], ['low', 'bob', later(1)]);
});

test('over any way through the states: resolved_at is there exactly when ended, acknowledged_at once it left open and never changed', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...statuses), { maxLength: 20 }), (way) => {
    let incident = fresh;
    let acknowledged: Date | null = null;
    for (const [at, status] of way.entries()) {
      const before = incident;
      incident = to(incident, status, at + 1);
      const isEnded = incident.status === 'resolved' || incident.status === 'closed';
      assert.equal(incident.resolvedAt !== null, isEnded);
      if (acknowledged === null && status !== 'open') acknowledged = later(at + 1);
      assert.deepEqual(incident.acknowledgedAt, acknowledged);
      if (isEnded && before.resolvedAt !== null) assert.deepEqual(incident.resolvedAt, before.resolvedAt);
    }
  }));
});
