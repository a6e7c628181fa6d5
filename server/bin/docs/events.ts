import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import type { Contract, Live } from '../../src/contracts/kit/index.ts';
import type { SocketDefinition } from '../../src/platform/realtime/index.ts';
import { codeLink, generated, table } from './markdown.ts';

interface EventFacts {
  readonly name: string;
  readonly payload: string;
  readonly about: string;
  readonly file: string;
}

function eventsIn(repository: string, file: string): EventFacts[] {
  const text = readFileSync(join(repository, file), 'utf8');
  const { program, comments } = parseSync(file, text);
  return program.body.flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration' || statement.declaration?.type !== 'VariableDeclaration') return [];
    const call = statement.declaration.declarations[0]?.init;
    if (call?.type !== 'CallExpression' || call.callee.type !== 'Identifier' || call.callee.name !== 'defineEvent') return [];
    const [name] = call.arguments;
    const payload = call.typeArguments?.params[0];
    const doc = comments.findLast(({ end }) => end <= statement.start && text.slice(end, statement.start).trim() === '');
    return name?.type === 'Literal' && payload !== undefined
      ? [{ name: String(name.value), payload: text.slice(payload.start, payload.end).replaceAll('readonly ', ''), about: doc?.value.replace(/^\*|\n\s*\*/g, ' ').trim() ?? '', file }]
      : [];
  });
}

function allEvents(repository: string): EventFacts[] {
  return readdirSync(join(repository, 'server/src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.events.ts'))
    .sort()
    .flatMap((name) => eventsIn(repository, `server/src/${name.replaceAll('\\', '/')}`));
}

/** Sockets that a contract declares: its `live` is called with a hub that only remembers. */
function socketsOf(contract: Contract): SocketDefinition[] {
  const found: SocketDefinition[] = [];
  // What ticks while the reference is written finds nobody listening.
  const hub = { define: (socket: SocketDefinition) => found.push(socket), hasSubscribers: () => false };
  const bus = { subscribe: () => () => undefined, publish: () => undefined, onGap: () => () => undefined };
  contract.live?.({ hub, bus, modules: {} } as unknown as Live);
  return found;
}

function socketRows(contracts: readonly Contract[]): string[][] {
  const own = contracts.flatMap((contract) => socketsOf(contract).filter(({ path }) => !path.startsWith('/c/')).map(({ path, guide, access }) => [`\`${path}\``, contract.name, access, guide]));
  const shared = contracts.flatMap(({ name, socket }) => (socket === undefined ? [] : [
    ['`/ws`', name, 'required', 'dialect by subprotocol, token or first frame'],
    ...(socket.ownPaths ?? []).map((path) => [`\`${path}\``, name, 'required', 'this dialect alone']),
  ]));
  return [...own, ...shared];
}

/** `docs/reference/events.md`: what modules tell one another and where clients hear of it. */
export function eventsPage(repository: string, contracts: readonly Contract[]): string {
  const events = allEvents(repository).map(({ name, payload, about, file }) => [codeLink(`\`${name}\``, file), `\`${payload}\``, about]);
  return [
    generated,
    '# Events\n\nModules tell by publishing an event; every process hears it once, in order per publisher. What must not be lost is a row and a job.\n\n',
    table(['Event', 'Payload', 'When'], events),
    '\n## Sockets\n\nEach is answered below `/c/<contract>` as well.\n\n',
    table(['Path', 'Contract', 'Credential', 'Source'], socketRows(contracts)),
  ].join('');
}
