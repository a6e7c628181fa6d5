/** A stored blob, addressed by the SHA-256 of its content. */
interface StoredBlob {
  /** Lower-case hex SHA-256. */
  readonly hash: string;
  /** Bytes. */
  readonly size: number;
}

/** Content-addressed blobs: files in the data folder, or S3. Equal content is stored once. */
export interface Storage {
  put(content: Uint8Array): Promise<StoredBlob>;
  /** Null when absent. */
  get(hash: string): Promise<Uint8Array | null>;
  /** A stream for large blobs; null when absent. */
  stream(hash: string): Promise<NodeJS.ReadableStream | null>;
  delete(hash: string): Promise<void>;
  /** True when a write and read round trip succeeds. */
  ping(): Promise<boolean>;
}
