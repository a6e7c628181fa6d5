import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { ReportRefused, reportLimits } from '../../engines/scan-reports/index.ts';

const unzipStream = promisify(gunzip);
const mostEntries = 100;

function refuse(kind: ReportRefused['kind'], message: string): ReportRefused {
  return new ReportRefused(kind, message);
}

async function fromGzip(content: Uint8Array): Promise<Uint8Array> {
  try {
    return await unzipStream(content, { maxOutputLength: reportLimits.bytes });
  } catch (error) {
    if (error instanceof RangeError) throw refuse('unsafe', `The file unfolds to more than ${reportLimits.bytes / 1_048_576} MB`);
    throw refuse('malformed', 'The gzip file cannot be read (truncated?)');
  }
}

function openZip(content: Uint8Array): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(content), { lazyEntries: true, strictFileNames: true, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(refuse('malformed', 'The zip archive cannot be read (truncated?)'));
      else resolve(zip);
    });
  });
}

async function entriesOf(zip: ZipFile): Promise<readonly Entry[]> {
  if (zip.entryCount > mostEntries) throw refuse('unsafe', `The archive holds more than ${mostEntries} entries`);
  const entries: Entry[] = [];
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.once('end', resolve);
    zip.once('error', () => reject(refuse('malformed', 'The zip archive cannot be read')));
    zip.readEntry();
  });
  return entries.filter(({ fileName }) => !fileName.endsWith('/') && !fileName.startsWith('__MACOSX/'));
}

function readEntry(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(refuse('malformed', 'The archive holds an entry that cannot be read'));
      const chunks: Buffer[] = [];
      // The reader checks that an entry unfolds to no more than the directory claims.
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', () => reject(refuse('malformed', 'The archive holds an entry that is damaged')));
      stream.on('end', () => resolve(Buffer.concat(chunks)));
    });
  });
}

async function fromZip(content: Uint8Array): Promise<Uint8Array> {
  const zip = await openZip(content);
  const [entry, ...more] = await entriesOf(zip);
  if (entry === undefined || more.length > 0) throw refuse('unknown-format', `The archive holds ${entry === undefined ? 'no file' : `${more.length + 1} files`}: send one report at a time`);
  if (entry.uncompressedSize > reportLimits.bytes) throw refuse('unsafe', `The file unfolds to more than ${reportLimits.bytes / 1_048_576} MB`);
  return await readEntry(zip, entry);
}

/**
 * A report as it was written: taken out of gzip or of a zip archive with one file, unchanged when neither.
 * @throws ReportRefused for what unfolds to too much, is damaged, or holds several files
 */
export async function unpackReport(content: Uint8Array): Promise<Uint8Array> {
  if (content[0] === 0x1f && content[1] === 0x8b) return await fromGzip(content);
  if (content[0] === 0x50 && content[1] === 0x4b && (content[2] === 3 || content[2] === 5)) return await fromZip(content);
  return content;
}
