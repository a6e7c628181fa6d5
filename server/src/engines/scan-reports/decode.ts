import { reportLimits } from './limits.ts';
import { ReportRefused } from './report.ts';

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

/**
 * The text of a report: UTF-8, or UTF-16 by its mark (what PowerShell writes).
 * @throws ReportRefused for what is too large, compressed, or no text
 */
export function decodeReport(bytes: Uint8Array): string {
  if (bytes.length > reportLimits.bytes) throw new ReportRefused('too-large', `The report is larger than ${reportLimits.bytes / 1_048_576} MB`);
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x1f, 0x8b])) throw new ReportRefused('unknown-format', 'The file is compressed twice or its archive holds no report: send the report itself');
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  // oxlint-disable-next-line no-control-regex -- control characters are what tells binaries from text
  if (/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text.slice(0, 4_096))) throw new ReportRefused('unknown-format', 'The file is not text: none of the scanners writes such a report');
  return text;
}
