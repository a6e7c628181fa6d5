import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type JiraFields, merge, type Side } from './jira-merge.ts';

const base: JiraFields = { title: 'Down', description: 'It is down', severity: 'high', state: 'new' };
const side = (fields: Partial<JiraFields>, minute: number): Side => ({ fields: { ...base, ...fields }, changedAt: new Date(minute * 60_000) });

test('each side keeps what it alone changed', () => {
  const merged = merge({ base, local: side({ severity: 'critical' }, 5), remote: side({ state: 'done' }, 1) });
  assert.deepEqual([merged.take, merged.tell, merged.conflicts], [{ state: 'done' }, { severity: 'critical' }, []]);
});

test('what both changed is the later side\'s, in a tie ours, and the other value is not lost silently', () => {
  const at = (ours: number, theirs: number) => merge({ base, local: side({ title: 'ours' }, ours), remote: side({ title: 'theirs' }, theirs) });
  assert.deepEqual(at(1, 2), { take: { title: 'theirs' }, tell: {}, conflicts: [{ field: 'title', kept: 'jira', lost: 'ours' }], result: { ...base, title: 'theirs' } });
  assert.deepEqual(at(2, 1), { take: {}, tell: { title: 'ours' }, conflicts: [{ field: 'title', kept: 'bulwark', lost: 'theirs' }], result: { ...base, title: 'ours' } });
  assert.deepEqual(at(2, 2).tell, { title: 'ours' });
});

test('after an exchange both sides are the same, and a second one has nothing to do', () => {
  const word = fc.constantFrom('a', 'b', 'c');
  const any = fc.record({ title: word, description: word, severity: fc.constantFrom('critical' as const, 'low' as const), state: fc.constantFrom('new' as const, 'done' as const) });
  fc.assert(fc.property(fc.tuple(fc.option(any), any, any), fc.tuple(fc.nat(3), fc.nat(3)), ([agreed, ours, theirs], [ourMinute, theirMinute]) => {
    const { take, tell, result } = merge({ base: agreed, local: side(ours, ourMinute), remote: side(theirs, theirMinute) });
    assert.deepEqual({ ...ours, ...take }, result);
    assert.deepEqual({ ...theirs, ...tell }, result);
    const again = merge({ base: result, local: side(result, 9), remote: side(result, 9) });
    assert.deepEqual([again.take, again.tell, again.conflicts], [{}, {}, []]);
  }));
});
