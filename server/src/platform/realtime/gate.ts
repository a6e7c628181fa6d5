import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Principal } from '../context/index.ts';
import type { Log } from '../log/index.ts';
import { Admission } from './admission.ts';
import type { HubLimits } from './limits.ts';
import type { HubOptions, SocketDefinition } from './types.ts';
import { isSameOrigin, refuseUpgrade, tokenOf, urlOf } from './upgrade-request.ts';

export interface GateOptions extends HubOptions {
  readonly log: Log;
  readonly limits: HubLimits;
  /** A proxy stands in front and names the caller in X-Forwarded-For. */
  readonly trustsProxy?: boolean;
}

/** An upgrade request that may become a socket; `principal` is null when it carries no valid credential. */
export interface Admitted {
  readonly definition: SocketDefinition;
  readonly url: URL;
  readonly principal: Principal | null;
}

/** Decides about upgrade requests; whatever is refused gets an HTTP answer and never becomes a socket. */
export class Gate {
  readonly #options: GateOptions;
  readonly #admission: Admission;
  readonly #definitions = new Map<string, SocketDefinition>();
  #isClosed = false;

  constructor(options: GateOptions) {
    this.#options = options;
    this.#admission = new Admission({ total: options.limits.maxConnections, perAddress: options.limits.maxPerAddress });
  }

  define(definition: SocketDefinition): void {
    if (this.#definitions.has(definition.path)) throw new Error(`socket ${definition.path} is defined twice`);
    this.#definitions.set(definition.path, definition);
  }

  close(): void {
    this.#isClosed = true;
  }

  /** Null when the request was refused and answered. */
  async admit(request: IncomingMessage, stream: Duplex): Promise<Admitted | null> {
    stream.on('error', () => undefined);
    const url = urlOf(request);
    const definition = this.#definitions.get(url?.pathname ?? '');
    if (url === null || definition === undefined) return refuse(stream, 404, 'NOT_FOUND');
    if (this.#isClosed) return refuse(stream, 503, 'SERVICE_UNAVAILABLE');
    if (!this.#isOriginAllowed(request)) return refuse(stream, 403, 'FORBIDDEN');
    const release = this.#admission.take(this.#addressOf(request));
    if (release === null) return refuse(stream, 429, 'TOO_MANY_CONNECTIONS');
    stream.once('close', release);
    try {
      return { definition, url, principal: await this.#options.authenticate(request, tokenOf(request, url)) };
    } catch (err) {
      this.#options.log.error({ err, path: url.pathname }, 'A socket could not be authenticated');
      return refuse(stream, 503, 'SERVICE_UNAVAILABLE');
    }
  }

  #isOriginAllowed(request: IncomingMessage): boolean {
    const { origin } = request.headers;
    return origin === undefined || isSameOrigin(request, origin) || this.#options.isOriginAllowed(origin);
  }

  #addressOf(request: IncomingMessage): string {
    const forwarded = this.#options.trustsProxy === true ? request.headers['x-forwarded-for'] : undefined;
    return forwarded?.toString().split(',', 1)[0]?.trim() || (request.socket.remoteAddress ?? '');
  }
}

function refuse(stream: Duplex, status: number, code: string): null {
  refuseUpgrade(stream, status, code);
  return null;
}
