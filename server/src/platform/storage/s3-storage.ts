import { createHash, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type * as S3 from '@aws-sdk/client-s3';
import { blobHash } from './blob-hash.ts';
import type { Storage } from './types.ts';

export interface S3Options {
  readonly bucket: string;
  readonly region: string;
  /** An S3-compatible server instead of AWS; addressed by path, not by host. */
  readonly endpoint: string | undefined;
  /** The SDK's own sources (environment, instance role) when absent. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

interface Opened {
  readonly sdk: typeof S3;
  readonly client: S3.S3Client;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NoSuchKey' || error.name === 'NotFound');
}

async function connect({ region, endpoint, credentials }: S3Options): Promise<Opened> {
  const sdk = await import('@aws-sdk/client-s3');
  const client = new sdk.S3Client({ region, ...(endpoint !== undefined && { endpoint, forcePathStyle: true }), ...(credentials !== undefined && { credentials }) });
  return { sdk, client };
}

/** Blobs as objects `blobs/<hash>` of one bucket. The SDK takes most of a second to load, so it is loaded on first use. */
export function createS3Storage(options: S3Options): Storage {
  let opened: Promise<Opened> | null = null;
  const open = (): Promise<Opened> => (opened ??= connect(options));
  const at = (hash: string): { Bucket: string; Key: string } => ({ Bucket: options.bucket, Key: `blobs/${blobHash(hash)}` });

  async function body(hash: string): Promise<Readable | null> {
    const { sdk, client } = await open();
    try {
      return (await client.send(new sdk.GetObjectCommand(at(hash)))).Body as Readable;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async function isThere(hash: string, size: number): Promise<boolean> {
    const { sdk, client } = await open();
    try {
      return (await client.send(new sdk.HeadObjectCommand(at(hash)))).ContentLength === size;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  return {
    async put(content) {
      const hash = createHash('sha256').update(content).digest('hex');
      if (!(await isThere(hash, content.length))) {
        const { sdk, client } = await open();
        await client.send(new sdk.PutObjectCommand({ ...at(hash), Body: content }));
      }
      return { hash, size: content.length };
    },
    async get(hash) {
      const stream = await body(hash);
      if (stream === null) return null;
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },
    stream: body,
    async delete(hash) {
      const { sdk, client } = await open();
      await client.send(new sdk.DeleteObjectCommand(at(hash)));
    },
    async ping() {
      try {
        const { sdk, client } = await open();
        const probe = { Bucket: options.bucket, Key: `ping/${randomUUID()}` };
        await client.send(new sdk.PutObjectCommand({ ...probe, Body: 'ping' }));
        const { Body } = await client.send(new sdk.GetObjectCommand(probe));
        await client.send(new sdk.DeleteObjectCommand(probe));
        return (await Body?.transformToString()) === 'ping';
      } catch {
        return false;
      }
    },
  };
}
