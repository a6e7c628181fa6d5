import { Busboy } from '@fastify/busboy';
import { errors } from '../../platform/errors/index.ts';
import type { InputFile } from './files.ts';

export interface Form {
  readonly fields: Readonly<Record<string, string | string[]>>;
  readonly files: readonly InputFile[];
}

const limits = { fields: 100, fieldSize: 1_048_576, files: 100, parts: 200, headerPairs: 100 };

/**
 * The boundary of a multipart body. Guide scorpius's own upload snippet sends a form under a JSON
 * content type, and browsers' code often drops the parameter: then the body's first line tells it.
 */
function boundaryOf(contentType: string, body: Buffer): string | null {
  const named = /boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
  if (named) return named[1] ?? named[2] ?? null;
  const lineEnd = body.indexOf('\r\n');
  if (lineEnd < 3 || lineEnd > 200 || !body.subarray(0, 2).equals(Buffer.from('--'))) return null;
  return body.subarray(2, lineEnd).toString('latin1');
}

/** True when the body is a form by its header or, where the header is wrong, by its first bytes. */
export function looksLikeForm(contentType: string, body: Buffer): boolean {
  return contentType.startsWith('multipart/form-data') || (body.length > 4 && body.subarray(0, 2).toString('latin1') === '--');
}

function addField(fields: Record<string, string | string[]>, name: string, value: string): void {
  const before = fields[name];
  fields[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
}

/** Reads a complete form from memory. Error: MALFORMED_FORM as 400 where it is cut off or has no boundary. */
export function readForm(contentType: string, body: Buffer): Promise<Form> {
  const boundary = boundaryOf(contentType, body);
  if (boundary === null) throw malformed('The form has no boundary: let the client set the Content-Type of the FormData itself');
  return new Promise((resolve, reject) => {
    const fields: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
    const files: InputFile[] = [];
    const parser = new Busboy({ headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, limits });
    const fail = (): void => reject(malformed('The form is cut off or not well formed'));
    parser.on('field', (name, value, ...[isNameCut, isValueCut]) => {
      if (isNameCut || isValueCut) fail();
      else addField(fields, name, value);
    });
    parser.on('file', (field, stream, ...[name, , type]) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', fail);
      stream.on('end', () => files.push({ field, name: name ?? '', contentType: type, content: Buffer.concat(chunks) }));
    });
    parser.on('error', fail);
    for (const event of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) parser.on(event, fail);
    parser.on('finish', () => resolve({ fields, files }));
    parser.end(body);
  });
}

function malformed(message: string): Error {
  return errors.MALFORMED_FORM({ message });
}
