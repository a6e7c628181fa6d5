import { sql } from 'drizzle-orm';
import type { CostImport, Finops, ImportMode } from '../../../src/modules/finops/index.ts';
import type { Clock, UserCtx } from '../../../src/platform/context/index.ts';
import type { TestServer } from '../server.ts';

/** Somebody who works with costs on a test server. */
export interface CostsHouse {
  readonly ctx: UserCtx;
  readonly finops: Finops;
  /** Imports a file and waits for its end. */
  import(content: Uint8Array, options?: { filename?: string; mode?: ImportMode }): Promise<CostImport>;
  ended(id: string): Promise<CostImport>;
  /** Rows of a statement, for checks behind the module's back. */
  rows(text: string): Promise<Record<string, unknown>[]>;
}

export async function costsHouse(server: TestServer, username: string, { roles = ['engineer'], clock = { now: () => Date.now() } }: { roles?: readonly string[]; clock?: Clock } = {}): Promise<CostsHouse> {
  await server.user(username, roles);
  const principal = await server.app.modules.identity.actAs(username);
  if (principal === null) throw new Error('the user was just made');
  const ctx: UserCtx = { principal, requestId: 'test', signal: new AbortController().signal, clock, ip: null, userAgent: null };
  const { finops } = server.app.modules;
  const ended = async (id: string): Promise<CostImport> => {
    for (let tries = 0; tries < 3000; tries += 1) {
      const one = await finops.getImport(ctx, id);
      if (!['uploading', 'queued', 'running'].includes(one.status)) return one;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('the import did not end');
  };
  return {
    ctx, finops, ended,
    async import(content, { filename = 'costs.csv', mode = 'add' } = {}) {
      return await ended((await finops.importFile(ctx, { filename, content, mode })).import.id);
    },
    rows: async (text) => (await server.db.sql.execute(sql.raw(text))).rows,
  };
}
