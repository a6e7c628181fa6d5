import { createServer } from 'node:http';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { createLog } from '../../../src/platform/log/index.ts';
import { createHub } from '../../../src/platform/realtime/index.ts';
import { cpuSeconds } from '../http/list.ts';
import { message } from './message.ts';

/** The hub as the server runs it, and two addresses for the benchmark: `/cpu` and `/publish?messages=&everyMs=`. */
const hub = createHub({
  authenticate: () => Promise.resolve(null),
  isOriginAllowed: () => false,
  log: createLog({ LOG_LEVEL: 'warn' }),
  limits: { maxPerAddress: 5000 },
});
hub.define({ path: '/ws', guide: 'bench', access: 'optional', onOpen: (connection) => connection.subscribe('news') });

async function publish(messages: number, everyMs: number): Promise<void> {
  for (let n = 0; n < messages; n += 1) {
    hub.publish('news', message(n));
    await (everyMs > 0 ? sleep(everyMs) : nextTurn());
  }
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const answer = (body: unknown): void => void response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  if (url.pathname === '/cpu') return answer({ cpuSeconds: cpuSeconds() });
  void publish(Number(url.searchParams.get('messages')), Number(url.searchParams.get('everyMs'))).then(() => answer({}));
});
hub.attach(server);
server.listen(Number(process.argv.at(-1)), '127.0.0.1', 2000);
