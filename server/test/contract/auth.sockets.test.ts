import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { startTestServer, type TestServer } from '../support/server.ts';

describe('sockets and sessions', () => {
  let server: TestServer;
  let root = '';
  before(async () => {
    server = await startTestServer({ roles: ['web'] });
    const [address = ''] = await server.listen();
    root = address.replace(/^http/, 'ws').replace(/\/$/, '');
  });
  after(() => server.close());

  /** Resolves to the close code, with the socket open when `isOpen` was awaited. */
  async function open(token: string): Promise<{ closed: Promise<number> }> {
    const socket = new WebSocket(`${root}/ws?token=${token}`);
    const closed = once(socket, 'close').then(([code]) => Number(code));
    await once(socket, 'open');
    return { closed };
  }

  it('closes the sockets of a session when it logs out, and leaves others open', async () => {
    const leaving = await server.user('leaving');
    const staying = await open(server.admin.token);
    const { closed } = await open(leaving.token);
    assert.equal((await leaving.inject({ method: 'POST', url: '/api/auth/logout' })).statusCode, 200);
    assert.equal(await closed, 1008);
    assert.equal(await Promise.race([staying.closed, new Promise((resolve) => setImmediate(resolve, 'open'))]), 'open');
    assert.equal(await (await open(leaving.token)).closed, 1008, 'nor does the old token open a new one');
  });

  it('closes the sockets of a user who is disabled', async () => {
    const user = await server.user('disabled');
    const { closed } = await open(user.token);
    const reply = await server.admin.inject({ method: 'PATCH', url: `/api/console/v1/users/${user.userId}`, payload: { isDisabled: true } });
    assert.equal(reply.statusCode, 200);
    assert.equal(await closed, 1008);
  });
});
