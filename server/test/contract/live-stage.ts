import { after, before } from 'node:test';
import { type Caller, startTestServer, type TestServer } from '../support/server.ts';

/** A listening server with two users, for the tests of one file; its members are there once the tests run. */
export interface LiveStage {
  server: TestServer;
  alice: Caller;
  bob: Caller;
  /** The main address. */
  url: string;
}

/** Starts the server before the file's tests and closes it after them. */
export function liveStage(): LiveStage {
  const stage = {} as LiveStage;
  before(async () => {
    stage.server = await startTestServer();
    stage.alice = await stage.server.user('alice');
    stage.bob = await stage.server.user('bob');
    [stage.url = ''] = await stage.server.listen();
  });
  after(() => stage.server.close());
  return stage;
}
