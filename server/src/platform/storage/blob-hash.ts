const sha256Hex = /^[0-9a-f]{64}$/;

/** The hash itself; throws for anything else, so that no other text ever becomes a path or key. */
export function blobHash(hash: string): string {
  if (!sha256Hex.test(hash)) throw new RangeError('a blob is addressed by a SHA-256 in lower-case hex');
  return hash;
}
