import { isUtf8 } from 'node:buffer';
import type { z } from 'zod';
import { parseJson } from '../../lib/json.ts';
import { readMarkdown, splitFrontMatter } from './markdown-document.ts';
import { sopDocument } from './sop-document.ts';
import { sopErrors } from './sop.errors.ts';
import type { NewSop } from './sop.types.ts';
import { unpackTexts } from './unpack.ts';

/** A file to be read as one or more procedures. */
export interface ImportFile {
  readonly name: string;
  readonly content: Uint8Array;
}

const largestFile = 1_048_576;
const mostProcedures = 500;
const readable = /\.(md|markdown|json|ya?ml)$/i;

function malformed(file: string, reason: string): Error {
  return sopErrors.SOP_IMPORT_MALFORMED({ message: `${file}: ${reason}; nothing was imported`, details: { file: file.slice(0, 200), reason } });
}

const deepest = 64;
const largestYaml = 262_144;
/** Lists of lists of lists, all begun on one line. */
const stackedDashes = new RegExp(`^\\s*(?:[-?:][ \\t]+){${deepest},}`, 'm');

/** Nesting costs the parser more than its size does, so it is looked at first: brackets, dashes on one line, indentation. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '[' || character === '{') depth += 1;
    else if ((character === ']' || character === '}') && depth > 0) depth -= 1;
    if (depth > deepest) return true;
  }
  return stackedDashes.test(text) || text.split('\n').some((line) => line.search(/[^ ]/) > deepest * 4);
}

async function readYaml(text: string, file: string): Promise<unknown> {
  if (text.length > largestYaml) throw malformed(file, 'more than 256 KB of YAML');
  if (isTooDeep(text)) throw malformed(file, `is nested deeper than ${deepest} levels`);
  const { parse } = await import('yaml');
  try {
    return parse(text, { maxAliasCount: 50, schema: 'core', logLevel: 'silent' }) as unknown;
  } catch (error) {
    throw malformed(file, error instanceof Error ? (error.message.split('\n')[0] ?? 'is no YAML') : 'is no YAML');
  }
}

/** One document, a list of them, or `{sops: [...]}`. */
function documentsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const inner = typeof value === 'object' && value !== null && 'sops' in value ? value.sops : undefined;
  return Array.isArray(inner) ? inner : [value];
}

function reasonOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? 'is not valid' : `${issue.path.map(String).join('.') || 'document'}: ${issue.message}`;
}

/** Checks documents of one source. @throws SOP_IMPORT_MALFORMED naming the first that is wrong and its field */
export function toSops(documents: readonly unknown[], file: string): NewSop[] {
  return documents.map((document, at) => {
    const read = sopDocument.safeParse(document);
    if (!read.success) throw malformed(documents.length === 1 ? file : `${file}, procedure ${at + 1}`, reasonOf(read.error));
    return read.data;
  });
}

async function readText(name: string, text: string): Promise<readonly NewSop[]> {
  if (/\.json$/i.test(name)) {
    const value = parseJson(text);
    if (value === undefined || value === null) throw malformed(name, 'is no JSON');
    return toSops(documentsOf(value), name);
  }
  if (/\.ya?ml$/i.test(name)) return toSops(documentsOf(await readYaml(text, name)), name);
  const { yaml, body } = splitFrontMatter(text);
  const front = yaml === null ? {} : await readYaml(yaml, name);
  if (typeof front !== 'object' || front === null || Array.isArray(front)) throw malformed(name, 'the front matter is no list of names and values');
  return toSops([await readMarkdown(body, front as Record<string, unknown>)], name);
}

async function textsOf({ name, content }: ImportFile): Promise<readonly { name: string; content: Uint8Array }[]> {
  const isZip = content.length > 3 && content[0] === 0x50 && content[1] === 0x4b;
  if (!isZip) return [{ name, content }];
  try {
    return await unpackTexts(content, readable);
  } catch (error) {
    throw malformed(name, error instanceof Error ? error.message : 'cannot be unpacked');
  }
}

/** Reads files as procedures: Markdown, JSON, YAML, or a zip of them. @throws SOP_IMPORT_MALFORMED naming the file */
export async function readProcedures(files: readonly ImportFile[]): Promise<readonly NewSop[]> {
  const found: NewSop[] = [];
  for (const { name, content } of (await Promise.all(files.map(textsOf))).flat()) {
    if (!readable.test(name)) throw malformed(name, 'only .md, .json, .yaml and .zip are read');
    if (content.length === 0) throw malformed(name, 'is empty');
    if (content.length > largestFile) throw malformed(name, 'is larger than 1 MB');
    if (!isUtf8(content)) throw malformed(name, 'is not UTF-8 text');
    const text = Buffer.from(content).toString('utf8');
    if (text.includes('\0')) throw malformed(name, 'contains a NUL character');
    found.push(...(await readText(name, text)));
    if (found.length > mostProcedures) throw malformed(name, `more than ${mostProcedures} procedures at once`);
  }
  if (found.length === 0) throw malformed(files[0]?.name ?? 'request', 'holds no procedure');
  return found;
}
