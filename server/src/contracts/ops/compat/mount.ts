import { z } from 'zod';
import type { Base, Endpoint } from '../../kit/index.ts';
import { compatDialect } from './dialect.ts';
import { translator } from './words.ts';

/** The same endpoint in the published client's words; what answers nothing answers `data: null`, because that client reads a body. */
function adapt(endpoint: Endpoint): Endpoint {
  const inwards = translator(endpoint.path, 'inwards');
  const outwards = translator(endpoint.path, 'outwards');
  const { body, query } = endpoint;
  const isEmpty = endpoint.status === 204;
  return {
    ...endpoint,
    ...(isEmpty && { status: 200 }),
    ...(body !== undefined && { body: z.preprocess(inwards, body) }),
    ...(query !== undefined && { query: z.preprocess(inwards, query) }),
    reply: isEmpty ? z.null() : z.preprocess(inwards, endpoint.reply),
    present: (result, input) => (isEmpty ? null : outwards(endpoint.present(result, input))),
  };
}

/**
 * Where the published client of guide ops is pointed at (`VITE_API_URL`). Downloads stay at `/api/v1`: the client opens
 * them without a bearer token, and the session's cookie answers for it.
 */
export const compatBase: Base = { path: '/api/compat/v1', of: '/api/v1', dialect: compatDialect, adapt };
