import type { Connection, SocketDefinition } from '../../platform/realtime/index.ts';
import { authenticatedSocket, type Contract, type Frame, type Live, tokenIn, type WsDialect } from '../kit/index.ts';

/** A client that says nothing for so long waits to be told: guide scorpius-x defines no client frames. */
const silenceMs = 300;
const silentDialect = 'scorpius-x';

interface Choice {
  readonly dialect: WsDialect;
  /** Chosen by silence alone: gives way when the client turns out to speak another. */
  readonly isGuess: boolean;
}

/** Who speaks what on one path. */
class SharedSocket {
  readonly #live: Live;
  readonly #dialects: readonly WsDialect[];
  readonly #choices = new WeakMap<Connection, Choice>();

  constructor(live: Live, dialects: readonly WsDialect[]) {
    this.#live = live;
    this.#dialects = dialects;
  }

  async open(connection: Connection): Promise<void> {
    const asked = this.#dialects.length === 1 ? this.#dialects[0] : this.#dialects.find(({ name }) => name === connection.subprotocol);
    if (asked !== undefined) return await this.#choose(connection, { dialect: asked, isGuess: false });
    const silent = this.#dialects.find(({ name }) => name === silentDialect);
    if (silent !== undefined) setTimeout(() => this.#guess(connection, silent), silenceMs).unref();
  }

  async receive(connection: Connection, frame: Frame): Promise<void> {
    const choice = this.#choices.get(connection);
    const recognised = choice === undefined || (choice.isGuess && !choice.dialect.recognises(frame)) ? this.#dialects.find((dialect) => dialect.recognises(frame)) : undefined;
    if (recognised !== undefined) await this.#choose(connection, { dialect: recognised, isGuess: false });
    const speaking = this.#choices.get(connection);
    if (speaking !== undefined) return await speaking.dialect.onFrame(this.#live, connection, frame);
    if (tokenIn(frame) === null) connection.send({ type: 'error', message: 'No guide that is served here writes such a frame' });
  }

  close(connection: Connection): void {
    this.#choices.get(connection)?.dialect.onClose?.(this.#live, connection);
  }

  async #choose(connection: Connection, choice: Choice): Promise<void> {
    for (const topic of connection.topics) connection.unsubscribe(topic);
    connection.state = undefined;
    this.#choices.set(connection, choice);
    await choice.dialect.onOpen?.(this.#live, connection);
  }

  #guess(connection: Connection, dialect: WsDialect): void {
    if (this.#choices.has(connection)) return;
    this.#choose(connection, { dialect, isGuess: true }).catch(() => connection.close(1011, 'Internal error'));
  }
}

function sharedSocket(live: Live, path: string, dialects: readonly WsDialect[]): SocketDefinition {
  const socket = new SharedSocket(live, dialects);
  const definition = authenticatedSocket(live, {
    path,
    guide: dialects.map(({ name }) => `${name}#ws`).join(' '),
    onOpen: (connection) => socket.open(connection),
    onFrame: (connection, frame) => socket.receive(connection, frame),
  });
  return { ...definition, onClose: (connection) => socket.close(connection) };
}

/**
 * Declares `/ws`, which several guides claim: one path, the dialect chosen for each connection by subprotocol, by the first
 * frame, or by silence; and `/c/<contract>/ws` and the dialects' own paths, where the path says it.
 */
export function registerSharedSocket(live: Live, contracts: readonly Contract[]): void {
  const dialects = contracts.flatMap(({ socket }) => (socket === undefined ? [] : [socket]));
  if (dialects.length === 0) return;
  live.hub.define(sharedSocket(live, '/ws', dialects));
  for (const dialect of dialects) {
    for (const path of [`/c/${dialect.name}/ws`, ...(dialect.ownPaths ?? [])]) live.hub.define(sharedSocket(live, path, [dialect]));
  }
}
