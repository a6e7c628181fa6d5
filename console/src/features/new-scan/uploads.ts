import type { Upload } from '../../api/types.ts';

/** A file on its way to the server. */
export interface UploadEntry {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly state: 'sending' | 'done' | 'failed';
  /** 0–1. */
  readonly progress: number;
  readonly upload: Upload | null;
  readonly problem: string | null;
}

export type UploadChange =
  | { readonly kind: 'added'; readonly key: string; readonly name: string; readonly size: number }
  | { readonly kind: 'progressed'; readonly key: string; readonly progress: number }
  | { readonly kind: 'done'; readonly key: string; readonly upload: Upload }
  | { readonly kind: 'failed'; readonly key: string; readonly problem: string }
  | { readonly kind: 'removed'; readonly key: string };

const change = (entries: readonly UploadEntry[], key: string, next: Partial<UploadEntry>): readonly UploadEntry[] =>
  entries.map((entry) => (entry.key === key ? { ...entry, ...next } : entry));

/** The list of files after a change. */
export function uploadsReducer(entries: readonly UploadEntry[], event: UploadChange): readonly UploadEntry[] {
  switch (event.kind) {
    case 'added':
      return [...entries, { key: event.key, name: event.name, size: event.size, state: 'sending', progress: 0, upload: null, problem: null }];
    case 'progressed':
      return change(entries, event.key, { progress: event.progress });
    case 'done':
      return change(entries, event.key, { state: 'done', progress: 1, upload: event.upload });
    case 'failed':
      return change(entries, event.key, { state: 'failed', problem: event.problem });
    case 'removed':
      return entries.filter(({ key }) => key !== event.key);
  }
}

const MAX_BYTES = 10 * 1024 * 1024;
export const ACCEPTED = '.sol,.vy,.json,.zip';

/** Why a file cannot be sent, before any byte of it is; null when it can. The server checks the content itself. */
export function refuse(file: { name: string; size: number }): string | null {
  if (!/\.(?:sol|vy|json|zip)$/i.test(file.name)) return 'Only .sol, .vy, .json and .zip files can be scanned';
  if (file.size === 0) return 'The file is empty';
  return file.size > MAX_BYTES ? 'The file is larger than 10 MB' : null;
}
