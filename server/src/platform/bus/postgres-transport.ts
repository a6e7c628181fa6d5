import { type Database, runStatement } from '../db/index.ts';
import type { Receiver, Transport } from './transport.ts';

const channel = 'bulwark_bus';
// PostgreSQL takes 8,000 bytes; a larger text is put into a row, and its number sent.
const notifyBytes = 7_900;
const byRow = /^row (\d+)$/;
const keptMinutes = 1;

async function store(db: Database, text: string): Promise<string> {
  await runStatement(db.sql, `DELETE FROM bus_messages WHERE created_at < now() - $1 * interval '1 minute'`, [keptMinutes]);
  const { rows } = await runStatement(db.sql, 'INSERT INTO bus_messages (body) VALUES ($1) RETURNING id', [text]);
  return `row ${(rows as { id: string }[])[0]?.id}`;
}

async function fetchRow(db: Database, id: string): Promise<string | null> {
  const { rows } = await runStatement(db.sql, 'SELECT body FROM bus_messages WHERE id = $1', [id]);
  return (rows as { body: string }[])[0]?.body ?? null;
}

/** LISTEN/NOTIFY on the database. */
export async function connectPostgres(db: Database, receiver: Receiver): Promise<Transport> {
  let last: Promise<void> = Promise.resolve();
  const receiveRow = async (id: string): Promise<void> => {
    const text = await fetchRow(db, id).catch(() => null);
    if (text === null) receiver.onGap();
    else receiver.onText(text);
  };
  const receive = (payload: string): void => {
    const [, id] = byRow.exec(payload) ?? [];
    // In turn, so that a small text does not overtake a large one.
    last = last.then(() => (id === undefined ? receiver.onText(payload) : receiveRow(id)));
  };
  const stop = await db.listen(channel, receive, () => receiver.onGap());
  return {
    packBytes: notifyBytes,
    async send(texts) {
      const payloads: string[] = [];
      for (const text of texts) payloads.push(Buffer.byteLength(text) <= notifyBytes ? text : await store(db, text));
      await runStatement(db.sql, 'SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload', [channel, payloads]);
    },
    // Whether the database answers is asked of the database itself.
    isConnected: () => true,
    close: stop,
  };
}
