import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { UserCtx } from '../../src/platform/context/index.ts';
import { type IdentityHouse, openIdentityHouse } from '../support/identity.ts';

const entry = { eventType: 'CREATE', resourceType: 'thing', resourceId: 't-1', description: 'A thing', status: 'success' } as const;

describe('audit trail', () => {
  let house: IdentityHouse;
  let admin: UserCtx;
  before(async () => {
    house = await openIdentityHouse();
    admin = await house.signIn();
  });
  after(() => house.db.close());
  const write = (description: string, metadata: Record<string, unknown> = {}) => house.db.transaction((tx) => house.audit.record(tx, admin, { ...entry, description, metadata }));
  const sequences = async () => (await house.audit.list(admin, { resourceType: 'thing', limit: 1000, offset: 0 })).items.map(({ sequence }) => sequence);

  it('numbers records without gaps, however many write at once and some roll back', async () => {
    await Promise.allSettled(
      Array.from({ length: 60 }, (_, at) =>
        house.db.transaction(async (tx) => {
          await house.audit.record(tx, admin, { ...entry, description: `at once ${at}` });
          if (at % 5 === 0) throw new Error('rolled back');
        }),
      ),
    );
    const found = (await sequences()).reverse();
    assert.equal(found.length, 48);
    assert.deepEqual(found, found.map((_, at) => (found[0] ?? 0) + at));
    assert.equal((await house.audit.verify(admin)).isIntact, true);
  });

  it('holds whatever callers put into it', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(text, fc.dictionary(text, fc.oneof(fc.jsonValue(), fc.double(), fc.bigInt(), fc.date(), fc.constant(undefined))), (description, metadata) => write(description, metadata).catch((error: unknown) => {
        throw error instanceof RangeError ? new Error('an invalid date is a mistake of the caller') : error;
      })),
      { numRuns: 60, examples: [['NUL \0 and half a pair \uD800', { '\0': '\uDC00', big: 2n ** 80n, nothing: undefined, at: new Date(0), tiny: 5e-324, huge: 1e308, minus: -0 }]] },
    );
    assert.equal((await house.audit.verify(admin)).isIntact, true);
  });

  it('refuses to change or remove a record', async () => {
    await write('to be changed');
    for (const statement of ['update audit_log set description = \'other\'', 'delete from audit_log', 'truncate audit_log', 'delete from audit_head', 'truncate audit_head']) {
      await assert.rejects(house.db.sql.execute(statement), (error: Error) => /append-only/.test(String(error.cause)), statement);
    }
  });

  it('finds what somebody with full power over the database changed', async () => {
    const [last = 0] = await sequences();
    const forge = async (statement: string, undo: string): Promise<number | null> => {
      const run = (text: string) => house.db.sql.execute(`alter table audit_log disable trigger user; ${text}; alter table audit_log enable trigger user`);
      await run(statement);
      const { isIntact, brokenAt } = await house.audit.verify(admin);
      assert.equal(isIntact, false);
      await run(undo);
      assert.equal((await house.audit.verify(admin)).isIntact, true);
      return brokenAt;
    };
    const middle = last - 20;
    assert.equal(await forge(`update audit_log set status = 'failed' where sequence = ${middle}`, `update audit_log set status = 'success' where sequence = ${middle}`), middle);
    assert.equal(await forge(`create table kept as select * from audit_log where sequence = ${middle}; delete from audit_log where sequence = ${middle}`, `insert into audit_log select * from kept; drop table kept`), middle);
    assert.equal(await forge(`create table kept as select * from audit_log where sequence > ${last - 3}; delete from audit_log where sequence > ${last - 3}`, `insert into audit_log select * from kept; drop table kept`), last - 2);
  });

  it('filters, pages and exports', async () => {
    for (let at = 0; at < 5; at += 1) await write(`100% special ${at}`);
    const page = { limit: 2, offset: 1 };
    const found = await house.audit.list(admin, { search: '100% SPECIAL', ...page });
    assert.equal(found.total, 5);
    assert.deepEqual(found.items.map(({ description }) => description), ['100% special 3', '100% special 2']);
    assert.equal((await house.audit.list(admin, { search: '100_ special', ...page })).total, 0);
    assert.equal((await house.audit.list(admin, { userEmail: 'ADMIN@example.com', eventType: 'LOGIN', ...page })).total, 1);
    assert.equal((await house.audit.list(admin, { from: new Date(house.clock.now() + 1), ...page })).total, 0);
    const exported: number[] = [];
    for await (const record of house.audit.export(admin, { search: '100% special' })) exported.push(record.sequence);
    assert.deepEqual(exported, [...exported].sort((a, b) => a - b));
    assert.equal(exported.length, 5);
    const [one] = found.items;
    assert.deepEqual(await house.audit.get(admin, one?.id ?? ''), one);
    await assert.rejects(house.audit.get(admin, '7d9f3c1e-9c0b-4f0e-8a55-0e9f5f1f7a01'), { code: 'AUDIT_RECORD_NOT_FOUND' });
  });
});
