import { z } from 'zod';
import { errors } from '../../platform/errors/index.ts';
import { type Endpoint, type Line, splitLine } from './endpoint.ts';

/**
 * Declares a guide's endpoint whose module is not built yet.
 * It checks the caller like any other, then answers 501 in the guide's error shape,
 * and is listed as missing in `docs/reference/endpoints.md`.
 */
export function planned(line: Line, facts: { readonly guide: string; readonly summary: string; readonly access?: 'user' | 'public' }): Endpoint {
  return {
    ...facts,
    line,
    ...splitLine(line),
    access: facts.access ?? 'user',
    permission: null,
    isBuilt: false,
    reply: z.unknown(),
    run() {
      throw errors.NOT_IMPLEMENTED({ details: { endpoint: line } });
    },
    present: (result) => result,
  };
}
