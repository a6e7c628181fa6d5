import { sql } from 'drizzle-orm';
import { openDatabase } from '../../../src/platform/db/index.ts';
import { silentLog } from '../log.ts';

// Run as a program: opens the embedded database of the folder that is the argument, leaves a row and waits to be killed.
const dataDir = process.argv[2];
if (dataDir !== undefined) {
  const db = await openDatabase({ config: { dataDir, DATABASE_URL: undefined }, log: silentLog });
  await db.sql.execute(sql`CREATE TABLE IF NOT EXISTS start (pid int)`);
  await db.sql.execute(sql`INSERT INTO start VALUES (${process.pid})`);
  process.send?.('open');
}
