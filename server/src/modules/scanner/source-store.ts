import type { SourceFile } from '../../engines/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import type { Storage } from '../../platform/storage/index.ts';
import type { ManifestEntry } from './scanner.tables.ts';
import type { ScanRepository } from './scan.repository.ts';
import type { UploadRepository } from './upload.repository.ts';

/** Source files as blobs that uploads and scans share by content. */
export class SourceStore {
  readonly #db: Database;
  readonly #storage: Storage;
  readonly #scans: ScanRepository;
  readonly #uploads: UploadRepository;

  constructor(parts: { db: Database; storage: Storage; scans: ScanRepository; uploads: UploadRepository }) {
    this.#db = parts.db;
    this.#storage = parts.storage;
    this.#scans = parts.scans;
    this.#uploads = parts.uploads;
  }

  /** Stores the files and runs `work`, which refers to them, so that no clean-up can come between. */
  async keep<T>(files: readonly SourceFile[], work: (tx: Tx, manifest: ManifestEntry[]) => Promise<T>): Promise<T> {
    return await this.#db.transaction(async (tx) => {
      await this.#uploads.lockBlobs(tx, 'adding');
      const manifest: ManifestEntry[] = [];
      for (const file of files) {
        const { hash, size } = await this.#storage.put(Buffer.from(file.content, 'utf8'));
        manifest.push({ path: file.path, hash, size });
      }
      return await work(tx, manifest);
    });
  }

  async read(manifest: readonly ManifestEntry[]): Promise<SourceFile[]> {
    return await Promise.all(
      manifest.map(async ({ path, hash }) => {
        const content = await this.#storage.get(hash);
        if (content === null) throw new Error(`blob ${hash} of ${path} is missing from the storage`);
        return { path, content: Buffer.from(content).toString('utf8') };
      }),
    );
  }

  /** Runs `remove`, which drops references, then deletes the blobs nobody refers to any more. */
  async release<T extends { readonly manifest: readonly ManifestEntry[] }>(remove: (tx: Tx) => Promise<readonly T[]>): Promise<readonly T[]> {
    return await this.#db.transaction(async (tx) => {
      await this.#uploads.lockBlobs(tx, 'removing');
      const removed = await remove(tx);
      const hashes = new Set(removed.flatMap((row) => row.manifest.map((entry) => entry.hash)));
      for (const hash of hashes) {
        const isUsed = (await this.#uploads.usesBlob(tx, hash)) || (await this.#scans.usesBlob(tx, hash));
        if (!isUsed) await this.#storage.delete(hash);
      }
      return removed;
    });
  }
}
