import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Caller, startTestServer, type TestServer } from '../../support/server.ts';
import { serverKey } from './credentials.ts';

export type Headers = Readonly<Record<string, string>>;

/** Who sends a request: an administrator by API token or by login, or somebody who may little. */
export type Role = 'token' | 'session' | 'bob';

/** The server under test and the people around it. */
export interface Cast {
  readonly server: TestServer;
  /** Moves on with every request, so that limits per minute do not hide what lies behind them. */
  readonly clock: { readonly count: () => number; tick(): void };
  /** Ids that random requests may meet: things of the administrator and of a bystander. */
  readonly ids: readonly string[];
  /** Ids of things that belong to alice, whom nobody else may touch. */
  readonly foreign: readonly string[];
  readonly alice: Caller;
  headersOf(role: Role): Headers;
  /** A login that the endpoints under test have ended is opened again. */
  renewSession(): Promise<void>;
}

const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` });
const contract = 'pragma solidity ^0.8.0; contract A { address o; function f() public { require(tx.origin == o); } }';

async function startScan(of: Pick<TestServer, 'inject'>): Promise<string> {
  const response = await of.inject({ method: 'POST', url: '/api/console/v1/scans', payload: { target: { kind: 'source', filename: 'A.sol', source: contract } } });
  assert.equal(response.statusCode, 202, response.body);
  return response.json<{ id: string }>().id;
}

async function isDone(of: Pick<TestServer, 'inject'>, id: string): Promise<boolean> {
  const response = await of.inject({ method: 'GET', url: `/api/console/v1/scans/${id}` });
  return response.json<{ scan?: { status: string }; status?: string }>().scan?.status === 'completed' || response.body.includes('"status":"completed"');
}

/** Several finished scans of one caller. */
async function finishedScans(of: Pick<TestServer, 'inject'>, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1) ids.push(await startScan(of));
  for (const id of ids) {
    for (let tries = 0; !(await isDone(of, id)); tries += 1) {
      assert.ok(tries < 600, `scan ${id} does not finish`);
      await sleep(50);
    }
  }
  return ids;
}

async function newToken(of: Pick<TestServer, 'inject'>, scopes: readonly string[]): Promise<{ id: string; token: string }> {
  const response = await of.inject({ method: 'POST', url: '/api/v1/admin/tokens', payload: { name: 'fuzz', scopes } });
  assert.equal(response.statusCode, 201, response.body);
  return response.json<{ id: string; token: string }>();
}

/** Starts the server with everybody and everything the fuzz needs. */
export async function startCast(): Promise<Cast> {
  let seconds = 0;
  const now = (): number => Date.now() + seconds * 1000;
  const server = await startTestServer({ clock: { now }, env: { JWT_SECRET_KEY: serverKey, JWT_EXPIRATION_HOURS: '720' } });
  const [alice, bystander, bob] = [await server.user('alice'), await server.user('bystander'), await server.user('bob')];
  const { token } = await newToken(server.admin, ['*']);
  const foreign = [...(await finishedScans(alice, 1)), (await newToken(alice, ['read:scans'])).id, alice.userId];
  const ids = [...(await finishedScans(server.admin, 6)), ...(await finishedScans(bystander, 1)), (await newToken(server.admin, ['read:scans'])).id, bystander.userId, 'engineer'];
  let sessions = 0;
  let session: Headers = {};
  const renewSession = async (): Promise<void> => {
    sessions += 1;
    session = bearer((await server.user(`carol${sessions}`, ['admin'])).token);
  };
  await renewSession();
  const clock = { count: () => seconds, tick: () => { seconds += 1; } };
  const headersOf = (role: Role): Headers => ({ token: bearer(token), session, bob: bearer(bob.token) })[role];
  return { server, clock, ids, foreign, alice, headersOf, renewSession };
}
