import { isUtf8 } from 'node:buffer';
import { incidentErrors } from './incident.errors.ts';

/** 10 MB, as the guide says. */
export const maxEvidenceBytes = 10 * 1_048_576;

const office = ['application/zip', 'application/x-cfb'];

/**
 * Extensions that are taken, each with the types its content may turn out to be; `text` stands for what reads as UTF-8 text.
 * Nothing that a browser or a shell would run: no HTML, SVG, scripts or programs.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  txt: ['text'], log: ['text'], md: ['text'], csv: ['text'], tsv: ['text'], json: ['text'], ndjson: ['text'], yaml: ['text'], yml: ['text'], har: ['text'], conf: ['text'], eml: ['text'],
  xml: ['text', 'application/xml'],
  png: ['image/png', 'image/apng'], jpg: ['image/jpeg'], jpeg: ['image/jpeg'], gif: ['image/gif'], webp: ['image/webp'],
  pdf: ['application/pdf'],
  zip: ['application/zip'], gz: ['application/gzip'],
  pcap: ['application/vnd.tcpdump.pcap'], pcapng: ['application/x-pcapng', 'application/vnd.tcpdump.pcap'],
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', ...office],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ...office],
  odt: ['application/vnd.oasis.opendocument.text', ...office],
  ods: ['application/vnd.oasis.opendocument.spreadsheet', ...office],
};

/** Content types of text by extension; what is not here is plain text. */
const textTypes: Readonly<Record<string, string>> = { csv: 'text/csv', json: 'application/json', har: 'application/json', md: 'text/markdown', xml: 'application/xml' };

/** The last part of the name, short and printable: shown and offered for downloads, never used as a path. */
export function safeFilename(name: string): string {
  const base = name.normalize('NFC').split(/[\\/]/).pop() ?? '';
  const printable = base.replace(/[\p{C}<>:"|?*]/gu, '').replace(/^[.\s]+|[.\s]+$/g, '');
  const [, stem = printable, ending = ''] = /^(.*?)(\.[^.]*)?$/s.exec(printable) ?? [];
  // Windows takes these names for devices, whatever follows the dot.
  const isDevice = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(stem.split('.', 1)[0] ?? '');
  return `${isDevice ? '_' : ''}${stem.slice(0, 120).toWellFormed()}${ending.slice(0, 20)}` || 'evidence';
}

/** A text without control characters, as editors write it. */
function readsAsText(content: Uint8Array): boolean {
  if (!isUtf8(content)) return false;
  // Tab, line feed, form feed, carriage return and escape (colours of terminals) are what logs have.
  return content.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d || byte === 0x1b);
}

async function recognise(content: Uint8Array): Promise<string> {
  const { fileTypeFromBuffer } = await import('file-type');
  const found = await fileTypeFromBuffer(content).catch(() => undefined);
  if (found !== undefined && found.mime !== 'application/xml') return found.mime;
  if (readsAsText(content)) return found?.mime ?? 'text';
  return found?.mime ?? 'application/octet-stream';
}

function extensionOf(filename: string): string {
  return /\.([^.]+)$/.exec(filename)?.[1]?.toLowerCase() ?? '';
}

function typesOf(extension: string): readonly string[] {
  return Object.hasOwn(allowed, extension) ? (allowed[extension] ?? []) : [];
}

/**
 * The name and type under which a file is kept. The extension must be one of those taken, and the content must be what the
 * extension says. Errors: EVIDENCE_EMPTY, EVIDENCE_TOO_LARGE, EVIDENCE_TYPE_NOT_ALLOWED.
 */
export async function inspectFile(name: string, content: Uint8Array): Promise<{ filename: string; contentType: string }> {
  if (content.length === 0) throw incidentErrors.EVIDENCE_EMPTY({ message: 'The file is empty', details: { field: 'file' } });
  if (content.length > maxEvidenceBytes) throw incidentErrors.EVIDENCE_TOO_LARGE({ details: { field: 'file', max_bytes: maxEvidenceBytes } });
  const filename = safeFilename(name);
  const extension = extensionOf(filename);
  const types = typesOf(extension);
  if (types.length === 0) throw incidentErrors.EVIDENCE_TYPE_NOT_ALLOWED({ details: { field: 'file', extension: extension.slice(0, 20), allowed: Object.keys(allowed) } });
  const type = await recognise(content);
  if (!types.includes(type)) {
    throw incidentErrors.EVIDENCE_TYPE_NOT_ALLOWED({ message: 'The content of the file is not what its name says', details: { field: 'file', extension, content_type: type } });
  }
  return { filename, contentType: type === 'text' || type === 'application/xml' ? `${textTypes[extension] ?? 'text/plain'}; charset=utf-8` : type };
}
