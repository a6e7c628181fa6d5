import type { SourceFile } from '../findings.ts';
import { readArtifact } from './artifacts.ts';

/** Why a JSON document could not be read as contract sources. */
export class SourcesError extends Error {
  readonly code: 'NOT_JSON' | 'NO_SOURCES' | 'UNSAFE_PATH' | 'TOO_MANY_FILES';

  constructor(code: SourcesError['code'], message: string) {
    super(message);
    this.name = 'SourcesError';
    this.code = code;
  }
}

const MAX_FILES = 5_000;

/**
 * Takes the sources out of what explorers and build tools hand over: plain Solidity or Vyper text, the compiler's
 * standard JSON input, Etherscan's `{{…}}` around it, a flat object of file name to text or `{content}`, and artifacts
 * of Hardhat, Foundry, Truffle and the compiler (see readArtifact); code without its source becomes a `.hex` file.
 * Throws SourcesError for anything else, for paths that leave the project, and for absurd numbers of files.
 */
export function readSources(name: string, text: string): SourceFile[] {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{') || /\.(sol|vy)$/i.test(name)) return [{ path: safePath(name), content: text }];
  // Etherscan wraps standard JSON in a second pair of braces.
  const inner = trimmed.startsWith('{{') && trimmed.endsWith('}}') ? trimmed.slice(1, -1) : trimmed;
  const document = parseObject(inner);
  const files = readArtifact(document, name) ?? plainSources(document);
  if (files.length > MAX_FILES) throw new SourcesError('TOO_MANY_FILES', `more than ${MAX_FILES} files`);
  if (files.length === 0) throw new SourcesError('NO_SOURCES', 'the JSON holds neither a source with content nor bytecode');
  return files.map(({ path, content }) => ({ path: safePath(path), content }));
}

function plainSources(document: Record<string, unknown>): SourceFile[] {
  const { sources } = document;
  return Object.entries(isObject(sources) ? sources : document).flatMap(([path, value]) => {
    const content = contentOf(value);
    return content === null ? [] : [{ path, content }];
  });
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Reported below, in words of ours: the parser's message would quote the input.
  }
  throw new SourcesError('NOT_JSON', 'the text begins like JSON but is none');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function contentOf(value: unknown): string | null {
  if (typeof value === 'string') return value.includes('\n') || /\b(contract|library|interface|pragma)\b/.test(value) ? value : null;
  return isObject(value) && typeof value['content'] === 'string' ? value['content'] : null;
}

function safePath(path: string): string {
  const parts = path.replaceAll('\\', '/').split('/').filter((part) => part !== '' && part !== '.');
  const isUnsafe = parts.includes('..') || path.includes('\0') || parts.length === 0 || path.length > 1_000;
  if (isUnsafe) throw new SourcesError('UNSAFE_PATH', 'a path in the JSON leaves the project or is empty');
  return parts.join('/');
}
