import { type Entry, fromBuffer, type ZipFile } from 'yauzl';

const limits = { entries: 1_000, totalBytes: 10 * 1_048_576, ratio: 200 } as const;

function open(content: Uint8Array): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(content), { lazyEntries: true, strictFileNames: true, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(new Error(`the archive cannot be read: ${error.message}`));
      else resolve(zip);
    });
  });
}

function read(zip: ZipFile, entry: Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', reject);
      stream.on('end', () => resolve(Buffer.concat(chunks)));
    });
  });
}

/**
 * The entries of a zip whose names match, unfolded within limits on number, size and ratio.
 * @throws Error with a sentence for the person who sent it
 */
export async function unpackTexts(content: Uint8Array, wanted: RegExp): Promise<readonly { name: string; content: Uint8Array }[]> {
  const zip = await open(content);
  return await new Promise((resolve, reject) => {
    const found: { name: string; content: Uint8Array }[] = [];
    let [entries, total] = [0, 0];
    const refuse = (message: string): void => {
      zip.close();
      reject(new Error(message));
    };
    zip.on('error', (error: Error) => refuse(`the archive cannot be read: ${error.message}`));
    zip.on('end', () => resolve(found));
    zip.on('entry', (entry: Entry) => {
      entries += 1;
      if (entries > limits.entries) return refuse(`more than ${limits.entries} entries`);
      const isWanted = wanted.test(entry.fileName) && !/(^|\/)(\.|__MACOSX)/.test(entry.fileName);
      if (!isWanted) return zip.readEntry();
      total += entry.uncompressedSize;
      if (total > limits.totalBytes || entry.uncompressedSize > 1_048_576 + entry.compressedSize * limits.ratio) return refuse('the archive unfolds to too much');
      const keep = async (): Promise<void> => {
        found.push({ name: entry.fileName, content: await read(zip, entry) });
        zip.readEntry();
      };
      keep().catch((error: Error) => refuse(`${entry.fileName} cannot be read: ${error.message}`));
      return undefined;
    });
    zip.readEntry();
  });
}
