import { lookup as dnsLookup } from 'node:dns';
import { request as httpRequest, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { defineErrors } from '../errors/index.ts';
import { isPrivateAddress } from './private-addresses.ts';

/** Failures of outgoing requests. */
export const netErrors = defineErrors({
  TARGET_NOT_ALLOWED: [422, 'This address may not be called'],
  TARGET_FAILED: [502, 'The other server did not answer properly'],
  TARGET_TIMEOUT: [504, 'The other server did not answer in time'],
});

/** One outgoing request and its caps. */
export interface FetchTextOptions {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
  /** True for addresses that the operator configured; false for those a user gave. */
  readonly isTrusted: boolean;
}

/** Resolves a name and refuses private addresses at the moment of connecting, so that a changing DNS answer cannot slip through. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const first = addresses[0];
    const isBad = first === undefined || addresses.some((entry) => isPrivateAddress(entry.address));
    if (isBad) return callback(netErrors.TARGET_NOT_ALLOWED(), '', 0);
    if (options.all === true) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

/**
 * Refuses, before anything is stored or called, an address that may not be called: not http(s), private by its numbers,
 * or with credentials in it. A name is looked up when it is called. Error: TARGET_NOT_ALLOWED.
 */
export function assertAllowedTarget(target: string, isTrusted: boolean): URL {
  const url = URL.parse(target);
  if (url === null) throw netErrors.TARGET_NOT_ALLOWED({ message: 'This is not an address' });
  assertAllowed(url, isTrusted);
  return url;
}

function assertAllowed(url: URL, isTrusted: boolean): void {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw netErrors.TARGET_NOT_ALLOWED({ message: 'Only http and https addresses may be called' });
  if (isTrusted) return;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && isPrivateAddress(host)) throw netErrors.TARGET_NOT_ALLOWED({ message: 'Private addresses may not be called' });
  if (url.username !== '' || url.password !== '') throw netErrors.TARGET_NOT_ALLOWED({ message: 'Addresses with credentials may not be called' });
}

function readAll(response: IncomingMessage, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) response.destroy(netErrors.TARGET_FAILED({ message: 'The answer is larger than allowed' }));
      else chunks.push(chunk);
    });
    response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    response.on('error', reject);
  });
}

function open(url: URL, options: FetchTextOptions): ClientRequest {
  const settings: RequestOptions = {
    method: options.method ?? 'GET',
    headers: { accept: 'application/json', 'user-agent': 'Bulwark', ...options.headers },
    ...(options.signal !== undefined && { signal: options.signal }),
    ...(!options.isTrusted && { lookup: publicLookup }),
  };
  return url.protocol === 'https:' ? httpsRequest(url, settings) : httpRequest(url, settings);
}

/**
 * One HTTP exchange with caps on time and size; redirects are not followed.
 * Errors: TARGET_NOT_ALLOWED (SSRF guard), TARGET_FAILED, TARGET_TIMEOUT.
 */
export async function fetchText(target: string, options: FetchTextOptions): Promise<{ status: number; text: string }> {
  const url = assertAllowedTarget(target, options.isTrusted);
  try {
    return await exchange(url, options);
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'AppError') throw cause;
    throw netErrors.TARGET_FAILED({ cause });
  }
}

function exchange(url: URL, options: FetchTextOptions): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = open(url, options);
    const timer = setTimeout(() => request.destroy(netErrors.TARGET_TIMEOUT()), options.timeoutMs ?? 15_000);
    const settle = <T>(act: (value: T) => void) => (value: T) => {
      clearTimeout(timer);
      act(value);
    };
    request.on('error', settle(reject));
    request.on('response', (response) => {
      readAll(response, options.maxBytes ?? 20 * 1_048_576).then(settle((text: string) => resolve({ status: response.statusCode ?? 0, text })), settle(reject));
    });
    request.end(options.body);
  });
}
