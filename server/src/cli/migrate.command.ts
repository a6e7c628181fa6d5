import { join } from 'node:path';
import { loadConfig } from '../platform/config/index.ts';
import { migrate, openDatabase } from '../platform/db/index.ts';
import { createLog } from '../platform/log/index.ts';
import type { Command } from './command.ts';

export const migrateCommand: Command = {
  usage: 'migrate',
  about: 'brings the database to the schema of this version and ends',
  async run() {
    const config = loadConfig();
    const db = await openDatabase({ config, log: createLog(config) });
    try {
      await migrate(db, join(import.meta.dirname, '../../migrations'));
    } finally {
      await db.close();
    }
    process.stderr.write('The database has the schema of this version.\n');
    return 0;
  },
};
