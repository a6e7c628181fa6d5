import { join } from 'node:path';
import type { Config } from '../config/index.ts';
import { createLocalStorage } from './local-storage.ts';
import { createS3Storage } from './s3-storage.ts';
import type { Storage } from './types.ts';

export type { Storage } from './types.ts';

type StorageConfig = Pick<Config, 'dataDir' | 'STORAGE_TYPE' | 'STORAGE_PATH' | 'AWS_S3_BUCKET' | 'AWS_S3_ENDPOINT' | 'AWS_REGION' | 'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY'>;

/** The storage that the configuration names: files below the data folder, or a bucket. Source: ops#environment-variables. */
export function createStorage(config: StorageConfig): Storage {
  if (config.STORAGE_TYPE === 'local' || config.AWS_S3_BUCKET === undefined) return createLocalStorage(config.STORAGE_PATH ?? join(config.dataDir, 'files'));
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = config;
  return createS3Storage({
    bucket: config.AWS_S3_BUCKET,
    region: config.AWS_REGION,
    endpoint: config.AWS_S3_ENDPOINT,
    credentials: accessKeyId === undefined || secretAccessKey === undefined ? undefined : { accessKeyId, secretAccessKey },
  });
}
