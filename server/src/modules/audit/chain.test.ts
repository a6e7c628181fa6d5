import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import type { AuditRecord } from './audit.types.ts';
import { canonicalJson, storable, throughJson } from './canonical.ts';
import { follow, genesis, linkHash } from './chain.ts';

const text = fc.string({ unit: 'binary', maxLength: 20 });
const content = fc.record({
  id: fc.uuid(),
  eventType: fc.constantFrom('CREATE', 'UPDATE', 'DELETE'),
  resourceType: text,
  resourceId: fc.option(text),
  description: text,
  status: fc.constantFrom('success' as const, 'failed' as const),
  metadata: fc.dictionary(text, fc.jsonValue()).map((value) => throughJson(value as Record<string, unknown>)),
  userId: fc.option(fc.uuid()),
  username: fc.option(text),
  userEmail: fc.option(text),
  ip: fc.option(fc.ipV4()),
  userAgent: fc.option(text),
  requestId: text,
  occurredAt: fc.date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true }),
});

function chain(contents: readonly Omit<AuditRecord, 'sequence' | 'hash'>[]): AuditRecord[] {
  let hash = genesis;
  return contents.map((given, at) => {
    const record = { sequence: at + 1, ...given };
    hash = linkHash(hash, record);
    return { ...record, hash };
  });
}

const start = { sequence: 0, hash: genesis };
const records = fc.array(content, { minLength: 1, maxLength: 8 }).map(chain);

it('follows an untouched chain to its end, in one go or in portions', () => {
  fc.assert(
    fc.property(records, fc.nat(), (all, cut) => {
      const whole = follow(start, all);
      assert.deepEqual(whole, { link: { sequence: all.length, hash: all.at(-1)?.hash }, brokenAt: null });
      const at = cut % all.length;
      assert.deepEqual(follow(follow(start, all.slice(0, at)).link, all.slice(at)), whole);
    }),
  );
});

it('finds the first record that was altered, removed or moved', () => {
  const alter = fc.constantFrom<(record: AuditRecord) => AuditRecord>(
    (record) => ({ ...record, description: `${record.description}.` }),
    (record) => ({ ...record, status: record.status === 'failed' ? 'success' : 'failed' }),
    (record) => ({ ...record, userId: record.userId === null ? '3f1c2b7a-5f43-4f39-9a0e-2d1c6a7b8c02' : null }),
    (record) => ({ ...record, occurredAt: new Date(record.occurredAt.getTime() + 1) }),
    (record) => ({ ...record, metadata: { ...record.metadata, 'a key that was not there': 1 } }),
    (record) => ({ ...record, hash: linkHash(record.hash, record) }),
  );
  fc.assert(
    fc.property(records, fc.nat(), alter, (all, pick, change) => {
      const at = pick % all.length;
      const altered = all.map((record, index) => (index === at ? change(record) : record));
      assert.equal(follow(start, altered).brokenAt, at + 1);
      const shorter = all.toSpliced(at, 1);
      assert.equal(follow(start, shorter).brokenAt, at === all.length - 1 ? null : at + 1);
      const before = all[at - 1];
      if (before !== undefined) assert.equal(follow(start, all.with(at, before)).brokenAt, at + 1);
    }),
  );
});

it('cannot be made to fit by hashing a record anew', () => {
  const [first, second] = chain([...fc.sample(content, 2)]);
  assert.ok(first && second);
  const { hash: _, ...forged } = { ...first, description: 'something else' };
  assert.equal(follow(start, [{ ...forged, hash: linkHash(genesis, forged) }, second]).brokenAt, 2);
});

it('writes one text for one value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const written = canonicalJson(value);
      assert.equal(canonicalJson(JSON.parse(written)), written);
    }),
  );
  assert.equal(canonicalJson({ b: 1, a: [undefined, new Date(0), 5n, NaN], c: undefined }), '{"a":[null,"1970-01-01T00:00:00.000Z","5",null],"b":1}');
  assert.equal(storable('a\0b\uD800c'), 'a\uFFFDb\uFFFDc');
});
