import { z } from 'zod';
import type { Effects } from '../kit/index.ts';

const defaultLimit = 20;

/** `?limit&offset`, or `?page&limit`: the guide has both. Filters keep their wire names, so that links can repeat them. */
export function listQuery<S extends z.ZodRawShape>(filters: S, limit: { readonly default: number } = { default: defaultLimit }) {
  return z.object({
    ...filters,
    limit: z.coerce.number().int().min(1).max(100).default(limit.default),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    page: z.coerce.number().int().min(1).max(1_000_000).optional(),
  });
}

interface Window {
  readonly limit: number;
  readonly offset: number;
  readonly page?: number | undefined;
}

interface Found<T> {
  readonly items: readonly T[];
  readonly total: number;
}

const pagination = z.object({
  current_page: z.int(),
  total_pages: z.int(),
  total_items: z.int(),
  items_per_page: z.int(),
  has_next: z.boolean(),
  has_previous: z.boolean(),
});

/** Rows to skip. */
export function offsetOf({ limit, offset, page }: Window): number {
  return page === undefined ? offset : (page - 1) * limit;
}

function pagesOf(total: number, limit: number): number {
  return Math.ceil(total / limit);
}

/** A bare array; the object with `pagination` when `?page=` was asked. Source: ops#pattern-1-pagination. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.union([z.array(item), z.object({ data: z.array(item), pagination })]);
}

/** Prints a page in the form that was asked for. */
export function presentList<T, Row>(found: Found<T>, window: Window, toRow: (item: T) => Row) {
  const rows = found.items.map(toRow);
  if (window.page === undefined) return rows;
  const pages = pagesOf(found.total, window.limit);
  const facts = { current_page: window.page, total_pages: pages, total_items: found.total, items_per_page: window.limit, has_next: window.page < pages, has_previous: window.page > 1 };
  return { data: rows, pagination: facts };
}

/** Totals and neighbours as headers; the links are relative to the address that was asked. */
export function listEffects(found: Found<unknown>, window: Window): Effects {
  const { limit, total } = { limit: window.limit, total: found.total };
  const offset = offsetOf(window);
  const filters = Object.entries(window).filter(([name, value]) => value !== undefined && !['limit', 'offset', 'page'].includes(name));
  const last = Math.max(0, pagesOf(total, limit) - 1) * limit;
  const link = (rel: string, to: number): string => {
    const query = new URLSearchParams([...filters.map(([name, value]): [string, string] => [name, String(value)]), ['limit', String(limit)], ['offset', String(to)]]);
    return `<?${query.toString()}>; rel="${rel}"`;
  };
  const links = [link('first', 0), ...(offset > 0 ? [link('prev', Math.max(0, offset - limit))] : []), ...(offset + limit < total ? [link('next', offset + limit)] : []), link('last', last)];
  return { headers: { 'x-total-count': String(total), 'x-page-count': String(pagesOf(total, limit)), link: links.join(', ') } };
}
