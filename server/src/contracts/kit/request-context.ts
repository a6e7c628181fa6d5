import type { FastifyRequest } from 'fastify';
import type { Clock, Ctx, Principal } from '../../platform/context/index.ts';

/** The context of one HTTP request. Its signal is made on first use, since most operations never look at it. */
export class RequestContext implements Ctx {
  readonly principal: Principal | null;
  readonly requestId: string;
  readonly clock: Clock;
  readonly #request: FastifyRequest;
  #controller: AbortController | null = null;

  constructor(request: FastifyRequest, principal: Principal | null, clock: Clock) {
    this.#request = request;
    this.principal = principal;
    this.requestId = request.id;
    this.clock = clock;
  }

  get ip(): string | null {
    return this.#request.ip ?? null;
  }

  get userAgent(): string | null {
    return this.#request.headers['user-agent']?.slice(0, 400) ?? null;
  }

  get signal(): AbortSignal {
    if (this.#controller === null) {
      const controller = new AbortController();
      this.#controller = controller;
      this.#request.raw.once('close', () => {
        if (!this.#request.raw.complete) controller.abort();
      });
    }
    return this.#controller.signal;
  }
}
