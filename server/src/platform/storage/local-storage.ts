import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { blobHash } from './blob-hash.ts';
import type { Storage } from './types.ts';

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

/** Writes beside the place, flushes, and moves: a reader sees the whole blob or none, also after a power cut. */
async function writeWhole(path: string, content: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.${randomUUID()}.part`;
  const file = await open(beside, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
}

/** Blobs as files, two letters of the hash per folder so that no folder grows large. */
export function createLocalStorage(folder: string): Storage {
  const pathOf = (hash: string): string => join(folder, blobHash(hash).slice(0, 2), hash.slice(2, 4), hash);
  return {
    async put(content) {
      const hash = createHash('sha256').update(content).digest('hex');
      const path = pathOf(hash);
      const existing = await stat(path).catch(() => null);
      if (existing === null || existing.size !== content.length) await writeWhole(path, content);
      return { hash, size: content.length };
    },
    async get(hash) {
      try {
        return await readFile(pathOf(hash));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async stream(hash) {
      const path = pathOf(hash);
      return (await stat(path).catch(() => null)) === null ? null : createReadStream(path);
    },
    async delete(hash) {
      await rm(pathOf(hash), { force: true });
    },
    async ping() {
      const path = join(folder, `.ping-${randomUUID()}`);
      try {
        await writeWhole(path, Buffer.from('ping'));
        return (await readFile(path, 'utf8')) === 'ping';
      } catch {
        return false;
      } finally {
        await rm(path, { force: true }).catch(() => undefined);
      }
    },
  };
}
