import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import type { SourceFile } from '../../engines/index.ts';

/** Limits on what an archive may unfold to. */
export const zipLimits = { entries: 2_000, totalBytes: 50 * 1_048_576, fileBytes: 10 * 1_048_576, ratio: 200 } as const;

/** An archive that must not be unfolded; the message is for the person who sent it. */
export class UnsafeArchive extends Error {}

function openZip(content: Uint8Array): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(content), { lazyEntries: true, strictFileNames: true, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(new UnsafeArchive(`The archive cannot be read: ${error.message}`));
      else resolve(zip);
    });
  });
}

function assertHarmless(entry: Entry, total: number): void {
  if (total > zipLimits.totalBytes) throw new UnsafeArchive('The archive unfolds to more than 50 MB');
  if (entry.uncompressedSize > zipLimits.fileBytes) throw new UnsafeArchive(`${entry.fileName} is larger than 10 MB`);
  const isBomb = entry.uncompressedSize > 1_048_576 && entry.uncompressedSize > entry.compressedSize * zipLimits.ratio;
  if (isBomb) throw new UnsafeArchive(`${entry.fileName} is compressed more than ${zipLimits.ratio} times`);
  if (entry.fileName.split('/').length > 40) throw new UnsafeArchive('The archive is nested too deep');
}

function readEntry(zip: ZipFile, entry: Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(new UnsafeArchive(`${entry.fileName} cannot be read: ${error.message}`));
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', (cause: Error) => reject(new UnsafeArchive(`${entry.fileName} cannot be read: ${cause.message}`)));
      stream.on('end', () => resolve(Buffer.concat(chunks)));
    });
  });
}

function nextEntry(zip: ZipFile): Promise<Entry | null> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      zip.removeAllListeners();
      act();
    };
    zip.once('entry', (entry: Entry) => settle(() => resolve(entry)));
    zip.once('end', () => settle(() => resolve(null)));
    zip.once('error', (error: Error) => settle(() => reject(new UnsafeArchive(`The archive cannot be read: ${error.message}`))));
    zip.readEntry();
  });
}

/**
 * The files of a zip archive whose names are `wanted`, in its order. Path traversal, absolute paths and
 * back-slashes are refused by the reader; sizes are checked while reading, whatever the directory claims.
 * @throws UnsafeArchive
 */
export async function unpackZip(content: Uint8Array, wanted: RegExp): Promise<SourceFile[]> {
  const zip = await openZip(content);
  if (zip.entryCount > zipLimits.entries) throw new UnsafeArchive(`The archive holds more than ${zipLimits.entries} entries`);
  const files: SourceFile[] = [];
  let total = 0;
  for (let entry = await nextEntry(zip); entry !== null; entry = await nextEntry(zip)) {
    total += entry.uncompressedSize;
    assertHarmless(entry, total);
    if (entry.fileName.endsWith('/') || !wanted.test(entry.fileName) || entry.fileName.startsWith('__MACOSX/')) continue;
    const bytes = await readEntry(zip, entry);
    files.push({ path: entry.fileName, content: bytes.toString('utf8') });
  }
  return files;
}
