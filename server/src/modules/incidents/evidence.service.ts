import { createHash } from 'node:crypto';
import { isUuid } from '../../lib/uuid.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Log } from '../../platform/log/index.ts';
import type { Storage } from '../../platform/storage/index.ts';
import { blobsOf, deleteEvidence, type EvidenceRow, findEvidence, insertEvidence, listEvidence, toEvidence } from './evidence.repository.ts';
import type { Evidence, EvidenceFile, NewEvidence } from './evidence.types.ts';
import { inspectFile } from './evidence-file.ts';
import { incidentErrors } from './incident.errors.ts';
import type { IncidentService } from './incident.service.ts';

export interface EvidenceServiceParts {
  readonly db: Database;
  readonly storage: Storage;
  readonly log: Log;
  readonly incidents: IncidentService;
}

/** A file to hand out. */
export interface EvidenceDownload extends EvidenceFile {
  readonly content: Uint8Array;
}

const sha256 = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex');

/**
 * What stands before a file in the storage. It makes every stored file one of a kind, so that removing it never takes
 * an equal file from somebody else: the storage keeps equal content once.
 */
function headOf(incidentId: string, evidenceId: string): Buffer {
  return Buffer.from(`evidence/${incidentId}/${evidenceId}\n`, 'utf8');
}

/** Evidence: texts in the row, files in the storage, both with their hash. */
export class EvidenceService {
  readonly #parts: EvidenceServiceParts;
  constructor(parts: EvidenceServiceParts) {
    this.#parts = parts;
  }

  async list(reference: string): Promise<readonly Evidence[]> {
    const { id } = await this.#parts.incidents.get(reference);
    return (await listEvidence(this.#parts.db.sql, id)).map(toEvidence);
  }

  async add(ctx: UserCtx, reference: string, input: NewEvidence): Promise<Evidence> {
    if (input.file === null && input.content === '') throw incidentErrors.EVIDENCE_EMPTY({ details: { field: 'content' } });
    const incident = await this.#parts.incidents.get(reference);
    const { file: given, ...rest } = input;
    const base = { ...rest, metadata: { ...rest.metadata }, id: newUuid(), incidentId: incident.id, uploadedBy: ctx.principal.username, uploadedAt: new Date(ctx.clock.now()) };
    const row: EvidenceRow = given === null
      ? { ...base, sha256: sha256(input.content), size: Buffer.byteLength(input.content), filename: null, contentType: null, blob: null }
      : { ...base, ...(await this.#keep(incident.id, base.id, given)) };
    try {
      await this.#parts.incidents.addTo(ctx, incident.id, async (tx) => {
        await insertEvidence(tx, [row]);
        return { result: undefined, note: row.title, description: `Added evidence "${row.title}" to incident ${incident.jiraId}` };
      });
    } catch (thrown) {
      await this.#discard(row.blob);
      throw thrown;
    }
    return toEvidence(row);
  }

  async download(reference: string, evidenceId: string): Promise<EvidenceDownload> {
    const row = await this.#find(this.#parts.db.sql, await this.#parts.incidents.get(reference), evidenceId);
    if (row.blob === null || row.filename === null || row.contentType === null) throw incidentErrors.EVIDENCE_HAS_NO_FILE();
    const stored = await this.#parts.storage.get(row.blob);
    const content = stored?.subarray(headOf(row.incidentId, row.id).length);
    if (content === undefined || sha256(content) !== row.sha256) throw new Error(`the file of evidence ${row.id} is missing from the storage or damaged`);
    return { filename: row.filename, contentType: row.contentType, content };
  }

  async remove(ctx: UserCtx, reference: string, evidenceId: string): Promise<void> {
    const blob = await this.#parts.incidents.addTo(ctx, reference, async (tx, incident) => {
      const row = await this.#find(tx, incident, evidenceId);
      await deleteEvidence(tx, row.id);
      return { result: row.blob, note: `Removed: ${row.title}`, description: `Removed evidence "${row.title}" from incident ${incident.jiraId}` };
    });
    await this.#discard(blob);
  }

  /** Within the transaction that deletes an incident: what to remove from the storage once that is done. */
  async releaseFiles(tx: Tx, incidentId: string): Promise<() => Promise<void>> {
    const blobs = await blobsOf(tx, incidentId);
    return async () => {
      for (const blob of blobs) await this.#discard(blob);
    };
  }

  async #find(on: Database['sql'], incident: { readonly id: string }, evidenceId: string): Promise<EvidenceRow> {
    const row = isUuid(evidenceId) ? await findEvidence(on, { incidentId: incident.id, id: evidenceId }) : null;
    if (row === null) throw incidentErrors.EVIDENCE_NOT_FOUND({ details: { evidence_id: evidenceId.slice(0, 100) } });
    return row;
  }

  async #keep(incidentId: string, id: string, file: { name: string; content: Uint8Array }): Promise<Pick<EvidenceRow, 'sha256' | 'size' | 'filename' | 'contentType' | 'blob'>> {
    const { filename, contentType } = await inspectFile(file.name, file.content);
    const { hash } = await this.#parts.storage.put(Buffer.concat([headOf(incidentId, id), file.content]));
    return { sha256: sha256(file.content), size: file.content.length, filename, contentType, blob: hash };
  }

  /** A file that nothing refers to any more; when it cannot be removed, it only takes space. */
  async #discard(blob: string | null): Promise<void> {
    if (blob === null) return;
    await this.#parts.storage.delete(blob).catch((err: unknown) => this.#parts.log.warn({ err, blob }, 'a file of evidence could not be removed from the storage'));
  }
}
