import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDice, type Dice } from '../../../src/demo/dice.ts';
import { environments, people, services, squads } from '../../../src/demo/words.ts';
import { insertIncidents, type IncidentRow } from '../../../src/modules/incidents/incident.repository.ts';
import { statuses, severities } from '../../../src/modules/incidents/incident.types.ts';
import { runStatement } from '../../../src/platform/db/index.ts';
import { newUuid } from '../../../src/platform/ids.ts';

/** The whole server with as many incidents as are asked for at `/fill?count=`; it tells its own processor time at `/cpu`. */

const syllables = ['ka', 'ro', 'mi', 'ten', 'sol', 'ver', 'dra', 'lu', 'pex', 'qui', 'nor', 'tas', 'bel', 'gri', 'fan', 'oz'];
const common = ['request', 'latency', 'database', 'timeout', 'queue', 'deployment', 'certificate', 'disk', 'memory', 'session', 'cache', 'network', 'customer', 'region', 'instance', 'connection'];

/** Two thirds rare words; the others fall off: the first is in every third report, the last in one of twenty. */
function usual(dice: Dice): string {
  const rank = Math.floor(400 * dice.next() ** 1.5);
  const stem = common[rank % common.length] ?? '';
  return rank < common.length ? stem : `${stem}${syllables[Math.floor(rank / common.length) % syllables.length]}`;
}

function words(dice: Dice, count: number): string {
  return Array.from({ length: count }, () => (dice.falls(0.35) ? usual(dice) : `${dice.oneOf(syllables)}${dice.oneOf(syllables)}${dice.oneOf(syllables)}`)).join(' ');
}

function row(dice: Dice, number: number): IncidentRow {
  const createdAt = new Date(Date.UTC(2026, 0, 1) - number * 60_000);
  const status = dice.oneOf(statuses);
  const isEnded = status === 'resolved' || status === 'closed';
  return {
    id: newUuid(), localKey: `INC-${100_000 + number}`, jiraKey: null, title: words(dice, 7), description: words(dice, 60), severity: dice.oneOf(severities), status, squad: dice.oneOf(squads), environment: dice.oneOf(environments), assignee: dice.oneOf(people),
    tags: [], affectedServices: [dice.oneOf(services)], rootCause: null, resolution: null, reporter: 'bench', createdAt, updatedAt: createdAt, acknowledgedAt: status === 'open' ? null : createdAt, resolvedAt: isEnded ? createdAt : null,
  };
}

const dice = createDice(1);
// Time runs two thousand times faster, so that the guide's hundred requests a minute are counted but not reached.
const startedAt = Date.now();

/** Loaded once the address below answers: a busy machine takes its time over the whole server. */
async function openHouse() {
  const [{ createApp }, { createLog }, { loadConfig }, { openTestDatabase }] = await Promise.all([import('../../../src/app.ts'), import('../../../src/platform/log/index.ts'), import('../../../src/platform/config/index.ts'), import('../../support/database.ts')]);
  const db = await openTestDatabase();
  const config = loadConfig({ DATA_DIR: mkdtempSync(join(tmpdir(), 'bulwark-bench-')), PORT: '0', SCANNER_PORT: '0', MEMPOOL_PORT: '0', MEV_PORT: '0', LOG_LEVEL: 'info', ADMIN_PASSWORD: 'correct horse battery staple' });
  const app = await createApp({ config, log: createLog(config), roles: ['web'], db, clock: { now: () => startedAt + performance.now() * 2000 } });
  const [url = ''] = (await app.web?.listen()) ?? [];
  const principal = await app.modules.identity.actAs('admin');
  if (principal === null) throw new Error('there is no administrator');
  const ctx = { principal: { ...principal, sessionId: 'bench' }, requestId: 'bench', signal: new AbortController().signal, clock: { now: Date.now }, ip: null, userAgent: null };
  const { token } = await app.modules.identity.tokens.create(ctx, { name: 'bench', scopes: ['read:incidents'], expiresAt: null, environment: null, prefix: 'sk_live_' });
  return { db, token, port: Number(new URL(url).port) };
}

const house = openHouse();

let filled = 0;
async function fill(count: number): Promise<void> {
  const { db } = await house;
  while (filled < count) {
    const rows = Array.from({ length: Math.min(2000, count - filled) }, (_, at) => row(dice, filled + at));
    await db.transaction((tx) => insertIncidents(tx, rows));
    filled += rows.length;
  }
  await runStatement(db.sql, 'vacuum analyze incidents');
}

createServer((request, response) => {
  const asked = new URL(request.url ?? '/', 'http://bench');
  const answer = async (): Promise<object> => {
    if (asked.pathname === '/fill') {
      await fill(Number(asked.searchParams.get('count')));
      const { port, token } = await house;
      return { port, token };
    }
    const { user, system } = process.cpuUsage();
    return { cpuSeconds: (user + system) / 1e6 };
  };
  void answer().then((told) => response.setHeader('content-type', 'application/json').end(JSON.stringify(told)), (error: unknown) => response.writeHead(500).end(String(error)));
}).listen(Number(process.argv[2]), '127.0.0.1');
