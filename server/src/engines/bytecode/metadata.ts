/** What the compiler wrote behind the code. */
export interface Metadata {
  /** Where it begins; code ends here. */
  start: number;
  /** `solc` or `vyper` with a version, where it is stated. */
  compiler: { name: 'solc' | 'vyper'; version: string } | null;
  /** Hash of the metadata file by the store it is in (`ipfs`, `bzzr0`, `bzzr1`), hexadecimal. */
  hashes: Record<string, string>;
}

const MAX_DEPTH = 8;

/**
 * Recognises the CBOR document that Solidity (docs, "Contract Metadata") and Vyper append, with its length in the
 * last two bytes. Null where there is none.
 */
export function readMetadata(code: Uint8Array): Metadata | null {
  const length = ((code.at(-2) ?? 0) << 8) | (code.at(-1) ?? 0);
  // Solidity counts the document alone, Vyper the two bytes of the length as well.
  for (const start of [code.length - 2 - length, code.length - length]) {
    if (start < 0 || length < 4 || start >= code.length - 2) continue;
    const document = new CborReader(code.subarray(start, code.length - 2)).read();
    const metadata = document === undefined ? null : describe(document, start);
    if (metadata) return metadata;
  }
  return null;
}

type Cbor = bigint | boolean | string | Uint8Array | Cbor[] | Map<string, Cbor>;

function describe(document: Cbor, start: number): Metadata | null {
  const map = document instanceof Map ? document : Array.isArray(document) ? document.find((item) => item instanceof Map) : undefined;
  if (!map) return null;
  const hashes: Record<string, string> = {};
  for (const [key, value] of map) if (value instanceof Uint8Array && /^(ipfs|bzzr[01])$/.test(key)) hashes[key] = Buffer.from(value).toString('hex');
  const compiler = compilerOf(map);
  return compiler || Object.keys(hashes).length > 0 ? { start, compiler, hashes } : null;
}

function compilerOf(map: Map<string, Cbor>): Metadata['compiler'] {
  const solc = map.get('solc');
  if (solc instanceof Uint8Array && solc.length === 3) return { name: 'solc', version: [...solc].join('.') };
  if (typeof solc === 'string') return { name: 'solc', version: solc };
  const vyper = map.get('vyper');
  return Array.isArray(vyper) ? { name: 'vyper', version: vyper.map(String).join('.') } : null;
}

/** The part of CBOR (RFC 8949) that compilers use: numbers, byte strings, texts, lists, maps with text keys, truth values. */
class CborReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The document; undefined unless it is well-formed and fills the bytes. */
  read(): Cbor | undefined {
    const value = this.#item(0);
    return this.#at === this.#bytes.length ? value : undefined;
  }

  #item(depth: number): Cbor | undefined {
    const head = this.#bytes[this.#at++];
    if (head === undefined || depth > MAX_DEPTH) return undefined;
    if (head === 0xf4 || head === 0xf5) return head === 0xf5;
    const size = this.#size(head & 31);
    return size === undefined ? undefined : this.#sized(head >> 5, size, depth);
  }

  /** What follows a head of this kind and size. */
  #sized(kind: number, size: number, depth: number): Cbor | undefined {
    switch (kind) {
      case 0:
        return BigInt(size);
      case 2:
      case 3:
        return this.#string(size, kind === 3);
      case 4:
        return this.#list(size, depth);
      case 5:
        return this.#map(size, depth);
      default:
        return undefined;
    }
  }

  #size(short: number): number | undefined {
    if (short < 24) return short;
    const bytes = short === 24 ? 1 : short === 25 ? 2 : short === 26 ? 4 : 0;
    if (bytes === 0 || this.#at + bytes > this.#bytes.length) return undefined;
    let size = 0;
    for (let at = 0; at < bytes; at++) size = size * 256 + (this.#bytes[this.#at++] ?? 0);
    return size;
  }

  #string(size: number, isText: boolean): Cbor | undefined {
    if (this.#at + size > this.#bytes.length) return undefined;
    const bytes = this.#bytes.slice(this.#at, this.#at + size);
    this.#at += size;
    return isText ? Buffer.from(bytes).toString('latin1') : bytes;
  }

  #list(size: number, depth: number): Cbor | undefined {
    const items: Cbor[] = [];
    for (let count = 0; count < size; count++) {
      const item = this.#item(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
    }
    return items;
  }

  #map(size: number, depth: number): Cbor | undefined {
    const map = new Map<string, Cbor>();
    for (let count = 0; count < size; count++) {
      const [key, value] = [this.#item(depth + 1), this.#item(depth + 1)];
      if (typeof key !== 'string' || value === undefined) return undefined;
      map.set(key, value);
    }
    return map;
  }
}
