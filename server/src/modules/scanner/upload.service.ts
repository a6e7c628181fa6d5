import { createHash } from 'node:crypto';
import type { Audit } from '../audit/index.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { SourceFile } from '../../engines/index.ts';
import { scanErrors } from './scan.errors.ts';
import type { ScanRunner } from './scan-runner.ts';
import type { Page, Upload } from './scan.types.ts';
import type { SourceStore } from './source-store.ts';
import { toUpload, type UploadRepository, type UploadRow } from './upload.repository.ts';
import { isUuid } from '../../lib/uuid.ts';

/** Largest upload, as guide scorpius says. */
export const maxUploadBytes = 10 * 1_048_576;

const refusals = { unsupported: scanErrors.UPLOAD_UNSUPPORTED_TYPE, empty: scanErrors.UPLOAD_EMPTY, malformed: scanErrors.UPLOAD_MALFORMED } as const;

export interface UploadServiceParts {
  readonly uploads: UploadRepository;
  readonly store: SourceStore;
  readonly runner: ScanRunner;
  readonly audit: Audit;
  readonly retentionMs: number;
}

/** Uploaded source files: checked by content, kept for a while, seen by their owner alone. */
export class UploadService {
  readonly #parts: UploadServiceParts;
  constructor(parts: UploadServiceParts) {
    this.#parts = parts;
  }

  /** The source files inside, or the refusal that tells why not. */
  async recognise(name: string, content: Uint8Array): Promise<{ format: Upload['format']; files: readonly SourceFile[] }> {
    if (content.length > maxUploadBytes) throw scanErrors.UPLOAD_TOO_LARGE();
    const outcome = await this.#parts.runner.recognise(name, content);
    if (!outcome.ok) throw refusals[outcome.kind]({ message: outcome.message, details: { field: 'file' } });
    return outcome;
  }

  async upload(ctx: UserCtx, file: { name: string; content: Uint8Array }): Promise<Upload> {
    const { format, files } = await this.recognise(file.name, file.content);
    const filename = displayName(file.name);
    const row = await this.#parts.store.keep(files, async (tx, manifest) => {
      const upload: UploadRow = {
        id: newUuid(), userId: ctx.principal.userId, filename, size: file.content.length, hash: createHash('sha256').update(file.content).digest('hex'),
        format, manifest, createdAt: new Date(ctx.clock.now()),
      };
      await this.#parts.uploads.insert(tx, upload);
      await this.#parts.audit.record(tx, ctx, { eventType: 'CREATE', resourceType: 'upload', resourceId: upload.id, description: `Uploaded ${filename}`, status: 'success' });
      return upload;
    });
    return toUpload(row);
  }

  async find(ctx: UserCtx, uploadId: string): Promise<UploadRow> {
    const row = isUuid(uploadId) ? await this.#parts.uploads.find(uploadId, ctx.principal.userId) : null;
    if (row === null) throw scanErrors.UPLOAD_NOT_FOUND({ details: { upload_id: uploadId.slice(0, 100) } });
    return row;
  }

  async list(ctx: UserCtx, page: { limit: number; offset: number }): Promise<Page<Upload>> {
    return await this.#parts.uploads.list(ctx.principal.userId, page);
  }

  async delete(ctx: UserCtx, uploadId: string): Promise<void> {
    const row = await this.find(ctx, uploadId);
    await this.#parts.store.release(async (tx) => {
      const gone = await this.#parts.uploads.delete(tx, row.id, row.userId);
      if (gone === null) throw scanErrors.UPLOAD_NOT_FOUND();
      await this.#parts.audit.record(tx, ctx, { eventType: 'DELETE', resourceType: 'upload', resourceId: row.id, description: `Deleted upload ${row.filename}`, status: 'success' });
      return [gone];
    });
  }

  async removeExpired(now: number): Promise<number> {
    const removed = await this.#parts.store.release((tx) => this.#parts.uploads.deleteOlderThan(tx, new Date(now - this.#parts.retentionMs)));
    return removed.length;
  }
}

/** The last part of the name, short and printable: it is shown, never used as a path. */
function displayName(name: string): string {
  const base = name.split(/[\\/]/).pop() ?? '';
  return base.replace(/\p{C}/gu, '').slice(0, 200) || 'source';
}
