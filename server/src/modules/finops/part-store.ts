import { createHash } from 'node:crypto';
import type { Database } from '../../platform/db/index.ts';
import type { Storage } from '../../platform/storage/index.ts';
import type { ImportRepository } from './import.repository.ts';

/** The parts of files on their way in, each a blob of the storage. */
export class PartStore {
  readonly #parts: { readonly db: Database; readonly storage: Storage; readonly imports: ImportRepository };
  constructor(parts: { db: Database; storage: Storage; imports: ImportRepository }) {
    this.#parts = parts;
  }

  /** Returns the part's hash. */
  async put(content: Uint8Array): Promise<string> {
    return (await this.#parts.storage.put(content)).hash;
  }

  /** The file as one stream of bytes. */
  async* read(hashes: readonly string[]): AsyncGenerator<Uint8Array> {
    for (const hash of hashes) {
      const stream = await this.#parts.storage.stream(hash);
      if (stream === null) throw new Error(`blob ${hash} is missing from the storage`);
      for await (const chunk of stream) yield chunk as Buffer;
    }
  }

  /** Size and SHA-256 of the whole file. */
  async measure(hashes: readonly string[]): Promise<{ size: number; hash: string }> {
    const digest = createHash('sha256');
    let size = 0;
    for await (const chunk of this.read(hashes)) {
      digest.update(chunk);
      size += chunk.length;
    }
    return { size, hash: digest.digest('hex') };
  }

  /** Deletes parts that no import reads any more; what cannot be deleted now only takes room. */
  async release(hashes: readonly string[]): Promise<void> {
    const { db, imports, storage } = this.#parts;
    for (const hash of new Set(hashes)) {
      await db.transaction(async (tx) => {
        if (!(await imports.usesBlob(tx, hash))) await storage.delete(hash);
      });
    }
  }
}
