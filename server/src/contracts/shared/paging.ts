import { z } from 'zod';

/** `?limit&offset`, or `?limit&page` with pages from 1. */
export const pageQuery = z
  .object({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    offset: z.coerce.number().int().min(0).max(1_000_000).optional(),
    page: z.coerce.number().int().min(1).max(1_000_000).optional(),
  })
  .transform(({ limit, offset, page }) => ({ limit, offset: offset ?? ((page ?? 1) - 1) * limit }));

/** Newest first, as every history of the guides is. */
export const newestFirst = { sort: 'created_at', order: 'desc' } as const;
