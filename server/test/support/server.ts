import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { type App, createApp } from '../../src/app.ts';
import type { Clock } from '../../src/platform/context/index.ts';
import { loadConfig } from '../../src/platform/config/index.ts';
import { createLog } from '../../src/platform/log/index.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';

export const administratorPassword = 'correct horse battery staple';

/** A signed-in caller of the test server. */
export interface Caller {
  readonly token: string;
  readonly userId: string;
  inject(options: InjectOptions): Promise<LightMyRequestResponse>;
}

/** A whole server on a database of its own; replies are checked against their schemas. */
export interface TestServer extends AsyncDisposable {
  readonly app: App;
  readonly fastify: FastifyInstance;
  readonly db: TestDatabase;
  /** The first administrator, signed in. */
  readonly admin: Caller;
  inject(options: InjectOptions): Promise<LightMyRequestResponse>;
  /** Makes a user with these roles and signs in. */
  user(username: string, roles?: readonly string[]): Promise<Caller>;
  /** Opens real addresses on free ports; the main one first. */
  listen(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface TestServerOptions {
  /** Variables on top of the test's own. */
  readonly env?: Readonly<Record<string, string>>;
  readonly roles?: readonly ('web' | 'worker')[];
  /** The real one when absent. */
  readonly clock?: Clock;
}

async function signIn(fastify: FastifyInstance, username: string, password: string): Promise<Caller> {
  const response = await fastify.inject({ method: 'POST', url: '/api/auth/login', payload: { username, password } });
  if (response.statusCode !== 200) throw new Error(`cannot sign in as ${username}: ${response.statusCode} ${response.body}`);
  const { token, user } = response.json<{ token: string; user: { id: string } }>();
  const inject = (options: InjectOptions): Promise<LightMyRequestResponse> =>
    fastify.inject({ ...options, headers: { authorization: `Bearer ${token}`, ...options.headers } });
  return { token, userId: user.id, inject };
}

/** Starts a whole server in this process, without addresses until `listen` is called. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bulwark-test-server-'));
  const db = await openTestDatabase();
  const config = loadConfig({
    DATA_DIR: dataDir, PORT: '0', SCANNER_PORT: '0', MEMPOOL_PORT: '0', MEV_PORT: '0', LOG_LEVEL: 'silent', ADMIN_PASSWORD: administratorPassword,
    RATE_LIMIT_PER_MINUTE: '1000000', ...options.env,
  });
  const app = await createApp({ config, log: createLog(config), roles: options.roles ?? ['web', 'worker'], db, isCheckingReplies: true, ...(options.clock && { clock: options.clock }) });
  if (app.web === null) throw new Error('a test server has the role web');
  const { web } = app;
  const fastify = web.app;
  const close = async (): Promise<void> => {
    await app.close();
    await db.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  // A server that stays open would keep the test process from ending.
  const admin = await signIn(fastify, 'admin', administratorPassword).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    app, fastify, db, admin, close,
    inject: (request) => fastify.inject(request),
    async user(username, roles = ['user']) {
      const password = `${username} has a long password`;
      const principal = await app.modules.identity.authenticate({ token: admin.token, cookie: null });
      if (principal === null) throw new Error('the administrator is not signed in any more');
      const ctx = { principal, requestId: 'test', signal: new AbortController().signal, clock: { now: () => Date.now() }, ip: null, userAgent: null };
      await app.modules.identity.users.create(ctx, { username, email: `${username}@example.test`, password, roles });
      return await signIn(fastify, username, password);
    },
    listen: () => web.listen(),
    [Symbol.asyncDispose]: close,
  };
}
