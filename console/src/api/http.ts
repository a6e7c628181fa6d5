import { ApiError, errorFromBody, offline } from './errors.ts';

export const API = '/api/console/v1';

/** Called when the server no longer knows the session. */
let onUnauthorized: () => void = () => {};
export const whenUnauthorized = (handler: () => void): void => {
  onUnauthorized = handler;
};

interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** For the sign-in form, where 401 is an answer and no loss of a session. */
  readonly isAnonymous?: boolean;
}

/** One JSON request; throws ApiError. */
export async function request<T>(path: string, { method = 'GET', body, signal, isAnonymous = false }: RequestOptions = {}): Promise<T> {
  const response = await send(path, {
    method,
    credentials: 'same-origin',
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  const answer: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  if (response.ok) return answer as T;
  if (response.status === 401 && !isAnonymous) onUnauthorized();
  throw errorFromBody(response.status, answer);
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(API + path, init);
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
    throw offline();
  }
}

/** `?a=1&b=2` of what is set. */
export function queryText(values: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined && value !== '') query.set(name, String(value));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** Worth another try: no answer, or the server is busy or restarting. */
export const isPassing = (error: unknown): boolean => error instanceof ApiError && (error.status === 0 || error.status === 503 || error.status === 502) && error.code !== 'INTEGRATION_NOT_CONFIGURED';
