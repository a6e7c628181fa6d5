import type { z } from 'zod';
import type { Ctx, UserCtx } from '../../platform/context/index.ts';
import type { InputFile } from './files.ts';
import type { Modules } from './modules.ts';

/** HTTP methods that guides use. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A guide's own line, literally: `POST /api/scanner/scan/{id}/cancel`. */
export type Line = `${Method} /${string}`;

/** What `run` and `present` get of the request, validated. */
export interface Input<P = unknown, Q = unknown, B = unknown> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Uploaded files of a multipart request. */
  readonly files: readonly InputFile[];
  /** The body as it came, where the endpoint consumes `raw` (signed webhooks). */
  readonly raw: Buffer;
  readonly header: (name: string) => string | undefined;
}

/** Headers, cookies and a status that depends on the result, beside the body. */
export interface Effects {
  /** In place of the endpoint's status. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly Cookie[];
}

/** A cookie to set: always HttpOnly and SameSite=Lax, Secure over https. */
export interface Cookie {
  readonly name: string;
  /** Empty string clears the cookie. */
  readonly value: string;
  readonly maxAgeSeconds: number;
  readonly path: string;
}

type Schema = z.ZodType;
type Out<S> = S extends z.ZodType ? z.output<S> : undefined;

interface Facts {
  /** Guide and section: `scorpius#scanner`. */
  readonly guide: string;
  readonly summary: string;
  /** Status of success, 200 by default. */
  readonly status?: number;
  readonly consumes?: 'json' | 'multipart' | 'raw';
  /** Largest body in bytes; 1 MiB for JSON and 12 MiB for multipart by default. */
  readonly maxBytes?: number;
  /** Printed without the dialect's envelope, where a guide's published client reads it so. */
  readonly isBare?: boolean;
  /** A limit of its own, beside the contract's. */
  readonly rate?: { readonly limit: number; readonly windowMs: number; readonly by: 'address' | 'user' };
}

interface Spec<C, P, Q, B, Result, R extends Schema> extends Facts {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Schema of the data inside the dialect's envelope. */
  readonly reply: R;
  /** Exactly one operation of a module. */
  run(modules: Modules, ctx: C, input: Input<Out<P>, Out<Q>, Out<B>>): Promise<Result> | Result;
  /** Pure mapping into the guide's words; checked against `reply` by the compiler and by the tests. */
  present(result: Result, input: Input<Out<P>, Out<Q>, Out<B>>): z.input<R>;
  effects?(result: Result, input: Input<Out<P>, Out<Q>, Out<B>>): Effects;
}

/** An endpoint after declaration: what registration, OpenAPI and the endpoint table read. */
export interface Endpoint extends Facts {
  readonly line: Line;
  readonly method: Method;
  /** As the guide writes it, with `{id}`. */
  readonly path: string;
  readonly access: 'user' | 'public';
  readonly permission: string | null;
  readonly params?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  readonly reply: Schema;
  /** False when the module behind it is not built yet: answers 501. */
  readonly isBuilt: boolean;
  run(modules: Modules, ctx: Ctx, input: Input): unknown;
  present(result: unknown, input: Input): unknown;
  effects?(result: unknown, input: Input): Effects;
}

/** Splits a guide's line into method and path. */
export function splitLine(line: Line): { method: Method; path: string } {
  const space = line.indexOf(' ');
  return { method: line.slice(0, space) as Method, path: line.slice(space + 1) };
}

/** Declares an endpoint for signed-in callers; `permission` narrows it further. */
export function endpoint<P extends Schema | undefined, Q extends Schema | undefined, B extends Schema | undefined, Result, R extends Schema>(
  line: Line,
  spec: Spec<UserCtx, P, Q, B, Result, R> & { readonly permission?: string },
): Endpoint {
  return { ...spec, line, ...splitLine(line), access: 'user', permission: spec.permission ?? null, isBuilt: true } as unknown as Endpoint;
}

/** Declares an endpoint that anybody may call; the principal is known when a valid credential came along. */
export function publicEndpoint<P extends Schema | undefined, Q extends Schema | undefined, B extends Schema | undefined, Result, R extends Schema>(
  line: Line,
  spec: Spec<Ctx, P, Q, B, Result, R>,
): Endpoint {
  return { ...spec, line, ...splitLine(line), access: 'public', permission: null, isBuilt: true } as unknown as Endpoint;
}
