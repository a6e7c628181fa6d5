import { encode } from '../rlp.ts';
import type { Rlp } from '../rlp.ts';
import { keccak256 } from '../hash.ts';

/** A key as nibbles with its value. */
interface Entry {
  readonly path: Uint8Array;
  readonly value: Uint8Array;
}

const EMPTY = new Uint8Array(0);

/** Root of the empty trie: keccak256(rlp('')). */
export const EMPTY_ROOT = keccak256(encode(EMPTY));

function nibbles(key: Uint8Array): Uint8Array {
  const out = new Uint8Array(key.length * 2);
  key.forEach((byte, i) => {
    out[2 * i] = byte >> 4;
    out[2 * i + 1] = byte & 15;
  });
  return out;
}

/** Hex-prefix encoding (yellow paper, appendix C). */
function hexPrefix(path: Uint8Array, isLeaf: boolean): Uint8Array {
  const odd = path.length & 1, flag = (isLeaf ? 2 : 0) + odd;
  const out = new Uint8Array(1 + (path.length >> 1));
  out[0] = odd ? (flag << 4) | (path[0] ?? 0) : flag << 4;
  for (let i = odd, at = 1; i < path.length; i += 2) out[at++] = ((path[i] ?? 0) << 4) | (path[i + 1] ?? 0);
  return out;
}

/** A node as its parent refers to it: in place when short, by hash else. */
function reference(node: Rlp): Rlp {
  const encoded = encode(node);
  return encoded.length < 32 ? node : keccak256(encoded);
}

function sharedPrefix(first: Uint8Array, last: Uint8Array, from: number): number {
  let at = from;
  while (at < first.length && first[at] === last[at]) at++;
  return at - from;
}

/** The node for entries[start, end), sorted and distinct, which share their first `depth` nibbles. */
function build(entries: readonly Entry[], start: number, end: number, depth: number): Rlp {
  const first = entries[start], last = entries[end - 1];
  if (first === undefined || last === undefined) return EMPTY;
  if (end - start === 1) return [hexPrefix(first.path.subarray(depth), true), first.value];
  const shared = sharedPrefix(first.path, last.path, depth);
  if (shared > 0) {
    const child = build(entries, start, end, depth + shared);
    return [hexPrefix(first.path.subarray(depth, depth + shared), false), reference(child)];
  }
  return branch(entries, start, end, depth);
}

function branch(entries: readonly Entry[], start: number, end: number, depth: number): Rlp {
  const node: Rlp[] = new Array<Rlp>(17).fill(EMPTY);
  let at = start;
  if (entries[at]?.path.length === depth) node[16] = entries[at++]?.value ?? EMPTY;
  while (at < end) {
    const nibble = entries[at]?.path[depth] ?? 0;
    let next = at + 1;
    while (next < end && entries[next]?.path[depth] === nibble) next++;
    node[nibble] = reference(build(entries, at, next, depth + 1));
    at = next;
  }
  return node;
}

function compare(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/**
 * Root of the Merkle-Patricia trie over distinct keys (yellow paper, appendix D).
 * Built from the sorted entries in one pass; nothing is stored.
 */
export function trieRoot(pairs: Iterable<readonly [Uint8Array, Uint8Array]>): Uint8Array {
  const entries: Entry[] = [];
  for (const [key, value] of pairs) entries.push({ path: nibbles(key), value });
  if (entries.length === 0) return EMPTY_ROOT;
  entries.sort((a, b) => compare(a.path, b.path));
  return keccak256(encode(build(entries, 0, entries.length, 0)));
}
