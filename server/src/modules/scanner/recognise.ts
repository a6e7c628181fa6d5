import { isBytecode, readSources, type SourceFile } from '../../engines/index.ts';
import type { Upload } from './scan.types.ts';
import { UnsafeArchive, unpackZip } from './unpack.ts';

/** What a file turned out to be. */
export interface Recognised {
  readonly format: Upload['format'];
  readonly files: readonly SourceFile[];
}

/** A file that is not one of the accepted kinds; `kind` says in which way. */
export class Unreadable extends Error {
  readonly kind: 'unsupported' | 'empty' | 'malformed';
  constructor(kind: Unreadable['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

const solidity = /\b(pragma\s+(solidity|experimental|abicoder)|(contract|library|interface|struct|enum|function|error|import|event)\s*["'{\w*])/;
const vyper = /^\s*(#\s*@version|#\s*pragma\s+version|@(external|internal|view|pure|payable|deploy|public|private|constant)\b|def\s+\w+\s*\(|\w+\s*:\s*(public|constant|immutable|HashMap|uint256|address))/m;

/** Hexadecimal alone, with the compiler's marks where library addresses belong. */
const bytecode = /^\s*(?:0x)?(?:[0-9a-fA-F]|__\$?[\w$./:-]{1,36}_*){20,}\s*$/;

function isZip(content: Uint8Array): boolean {
  return content[0] === 0x50 && content[1] === 0x4b && (content[2] === 3 || content[2] === 5 || content[2] === 7);
}

function encodingOf(content: Uint8Array): string {
  if (content[0] === 0xff && content[1] === 0xfe) return 'utf-16le';
  return content[0] === 0xfe && content[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/**
 * The text of a file: UTF-16 by its mark, else UTF-8, where the few stray bytes of an older encoding, as in a name in a
 * comment, become U+FFFD. Null for what is no text.
 */
function textOf(content: Uint8Array): string | null {
  const text = new TextDecoder(encodingOf(content)).decode(content);
  const strayBytes = text.split('\uFFFD').length - 1;
  // oxlint-disable-next-line no-control-regex -- control characters are what tells binaries from text
  return /[\0-\x08\x0e-\x1f]/.test(text) || strayBytes > text.length / 10 ? null : text;
}

/** What an archive of a build's output holds; JSON that is no artifact stands beside it and is passed over. */
function artifactsIn(entries: readonly SourceFile[]): SourceFile[] {
  const files = entries.flatMap(({ path, content }) => {
    if (bytecode.test(content)) return [{ path: path.replace(/(\.\w+)?$/, '.hex'), content: content.trim() }];
    try {
      const folder = path.replace(/\.json$/i, '');
      return readSources(path, content).map((file) => (isBytecode(file) ? { ...file, path: `${folder}/${file.path}` } : file));
    } catch {
      return [];
    }
  });
  return [...new Map(files.map((file) => [file.path, file])).values()];
}

async function readZip(content: Uint8Array): Promise<Recognised> {
  try {
    const sources = await unpackZip(content, /\.(sol|vy)$/i);
    const files = sources.length > 0 ? sources : artifactsIn(await unpackZip(content, /\.(json|hex|bin)$/i));
    if (files.length === 0) throw new Unreadable('malformed', 'The archive holds no .sol or .vy file and no artifact');
    return { format: 'zip', files };
  } catch (error) {
    if (error instanceof UnsafeArchive) throw new Unreadable('malformed', error.message);
    throw error;
  }
}

function readJsonSources(name: string, text: string): Recognised {
  try {
    const files = readSources(/\.(sol|vy)$/i.test(name) ? 'sources.json' : name, text);
    if (files.length === 0) throw new Unreadable('malformed', 'The JSON holds no sources');
    return { format: files.every(isBytecode) ? 'artifact' : 'standard-json', files };
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('malformed', error instanceof Error ? error.message : 'The JSON cannot be read as contract sources');
  }
}

function safeName(name: string, ending: '.sol' | '.vy' | '.hex'): string {
  const base = name.split(/[\\/]/).pop()?.replace(/[^\w.@ -]/g, '_').replace(/^\.+/, '') ?? '';
  return base.toLowerCase().endsWith(ending) ? base : `${base || 'Contract'}${ending}`;
}

/**
 * Tells by content, not by name, what an uploaded or pasted file is, and takes the sources out.
 * @throws Unreadable
 */
export async function recognise(name: string, content: Uint8Array): Promise<Recognised> {
  if (content.length === 0) throw new Unreadable('empty', 'The file is empty');
  if (isZip(content)) return await readZip(content);
  const text = textOf(content);
  if (text === null) throw new Unreadable('unsupported', 'The file is neither text nor a zip archive');
  if (text.trim() === '') throw new Unreadable('empty', 'The file is empty');
  if (/^\s*[{[]/.test(text)) return readJsonSources(name, text);
  if (bytecode.test(text)) return { format: 'artifact', files: [{ path: safeName(name, '.hex'), content: text.trim() }] };
  const isVyper = /\.vy$/i.test(name) || (!solidity.test(text) && vyper.test(text));
  if (isVyper) return { format: 'vyper', files: [{ path: safeName(name, '.vy'), content: text }] };
  if (solidity.test(text) || /\.sol$/i.test(name)) return { format: 'solidity', files: [{ path: safeName(name, '.sol'), content: text }] };
  throw new Unreadable('unsupported', 'The content is neither Solidity nor Vyper nor bytecode nor a JSON of sources or artifacts');
}
