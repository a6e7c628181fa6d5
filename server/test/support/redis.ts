import { createServer, type Server, type Socket } from 'node:net';

/** A small server that speaks as much of Redis's protocol as publish/subscribe and counting take, and can be stopped and started. */
export interface TestRedis {
  readonly url: string;
  /** Listens, at the same port as before. */
  start(): Promise<void>;
  /** Breaks all connections and listens no more. */
  stop(): Promise<void>;
}

const line = (text: string): string => `${text}\r\n`;
const bulk = (text: string): string => line(`$${Buffer.byteLength(text)}`) + line(text);
const array = (...items: string[]): string => line(`*${items.length}`) + items.join('');

/** Reads whole commands (arrays of bulk strings, RESP2) from what has arrived; returns what is left over. */
function readCommands(data: Buffer, onCommand: (words: string[]) => void): Buffer {
  let rest = data;
  for (;;) {
    let at = 0;
    const readLine = (): string | null => {
      const end = rest.indexOf('\r\n', at);
      if (end < 0) return null;
      const text = rest.toString('utf8', at, end);
      at = end + 2;
      return text;
    };
    const head = readLine();
    if (head === null) return rest;
    const words: string[] = [];
    const count = Number(head.slice(1));
    while (words.length < count) {
      const length = readLine();
      if (length === null) return rest;
      const end = at + Number(length.slice(1));
      if (rest.length < end + 2) return rest;
      words.push(rest.toString('utf8', at, end));
      at = end + 2;
    }
    onCommand(words);
    rest = rest.subarray(at);
  }
}

type Channels = Map<string, Set<Socket>>;

/** What such a server remembers while it runs. */
interface Memory {
  readonly channels: Channels;
  readonly counts: Map<string, number>;
}

function subscribe(socket: Socket, names: readonly string[], channels: Channels): void {
  for (const [at, channel] of names.entries()) {
    channels.set(channel, (channels.get(channel) ?? new Set()).add(socket));
    socket.write(array(bulk('subscribe'), bulk(channel), line(`:${at + 1}`)));
  }
}

function publish(socket: Socket, [channel = '', message = '']: readonly string[], channels: Channels): void {
  const hearers = channels.get(channel) ?? new Set();
  for (const hearer of hearers) hearer.write(array(bulk('message'), bulk(channel), bulk(message)));
  socket.write(line(`:${hearers.size}`));
}

function increase(socket: Socket, [key = '', by = '0']: readonly string[], counts: Memory['counts']): void {
  const total = (counts.get(key) ?? 0) + Number(by);
  counts.set(key, total);
  socket.write(line(`:${total}`));
}

/** Answers that do not depend on anything. */
const fixed: Readonly<Record<string, string>> = {
  info: bulk('redis_version:7.0.0\r\nloading:0\r\n'),
  ping: line('+PONG'),
  hello: line('-NOPROTO only RESP2 is spoken here'),
};

function answer(socket: Socket, [command = '', ...words]: readonly string[], { channels, counts }: Memory): void {
  const name = command.toLowerCase();
  if (name === 'subscribe') subscribe(socket, words, channels);
  else if (name === 'publish') publish(socket, words, channels);
  else if (name === 'incrby') increase(socket, words, counts);
  else if (name === 'pexpire') socket.write(line(':1'));
  else socket.write(fixed[name] ?? line('+OK'));
}

class OwnRedis implements TestRedis {
  #server: Server | null = null;
  #port = 0;
  readonly #sockets = new Set<Socket>();

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const memory: Memory = { channels: new Map(), counts: new Map() };
    const server = createServer((socket) => {
      let rest: Buffer = Buffer.alloc(0);
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('data', (data) => {
        rest = readCommands(Buffer.concat([rest, data]), (words) => answer(socket, words, memory));
      });
      socket.on('close', () => {
        this.#sockets.delete(socket);
        for (const hearers of memory.channels.values()) hearers.delete(socket);
      });
    });
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    const address = server.address();
    if (address !== null && typeof address === 'object') this.#port = address.port;
    this.#server = server;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => (this.#server === null ? resolve(undefined) : this.#server.close(resolve)));
    this.#server = null;
  }
}

/** Starts such a server. */
export async function startTestRedis(): Promise<TestRedis> {
  const redis = new OwnRedis();
  await redis.start();
  return redis;
}
