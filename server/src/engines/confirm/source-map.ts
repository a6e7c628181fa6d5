import type { Artefact, CompiledUnit } from '../compile/artefact.ts';
import type { FileUnit } from '../solidity/project/model.ts';
import { fromHex } from './words.ts';

/** A piece of source in UTF-16 offsets. */
export interface SourceRange {
  path: string;
  start: number;
  end: number;
}

/** The source that each instruction of the runtime code was made from, by its place in the code. */
export type ProgramMap = ReadonlyMap<number, SourceRange>;

/** Decodes a source map. Source: Solidity's "source mappings": fields left out repeat those of the entry before. */
export function programMap(artefact: Artefact, unit: CompiledUnit, files: ReadonlyMap<string, FileUnit>): ProgramMap {
  const places = instructionPlaces(artefact.runtime);
  const map = new Map<number, SourceRange>();
  let [start, length, index] = [0, 0, -1];
  artefact.sourceMap.split(';').forEach((entry, at) => {
    const [s, l, f] = entry.split(':');
    if (s) start = Number(s);
    if (l) length = Number(l);
    if (f) index = Number(f);
    const [place, path] = [places[at], unit.files[index]];
    const file = path === undefined ? undefined : files.get(path);
    if (place === undefined || path === undefined || !file) return;
    const from = characterAt(file, start);
    map.set(place, { path, start: from, end: characterAt(file, start + length) });
  });
  return map;
}

/** Where instructions begin: push data is skipped. */
function instructionPlaces(code: string): number[] {
  // Placeholders of libraries are no hex; any digits of the same length do.
  const bytes = fromHex(code.replace(/__.{36}__|__\$[0-9a-f]{34}\$__/g, '0'.repeat(40)));
  const places: number[] = [];
  for (let at = 0; at < bytes.length; at++) {
    places.push(at);
    const op = bytes[at] ?? 0;
    if (op >= 0x60 && op <= 0x7f) at += op - 0x5f;
  }
  return places;
}

const tables = new WeakMap<FileUnit, Uint32Array | null>();

/** Compilers count bytes of UTF-8, the engine counts UTF-16 units. */
function characterAt(file: FileUnit, byte: number): number {
  let table = tables.get(file);
  if (table === undefined) {
    table = /^[\0-\x7f]*$/.test(file.source) ? null : buildTable(file.source);
    tables.set(file, table);
  }
  return table ? (table[Math.min(byte, table.length - 1)] ?? byte) : byte;
}

function buildTable(source: string): Uint32Array {
  const table = new Uint32Array(Buffer.byteLength(source, 'utf8') + 1);
  let byte = 0;
  for (let at = 0; at < source.length; ) {
    const character = String.fromCodePoint(source.codePointAt(at) ?? 0);
    const size = Buffer.byteLength(character, 'utf8');
    table.fill(at, byte, byte + size);
    byte += size;
    at += character.length;
  }
  table[byte] = source.length;
  return table;
}
