import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { newSecret } from '../ids.ts';
import { variables, type VariableName } from './variables.ts';

type Values = { readonly [K in VariableName]: z.output<(typeof variables)[K]['rule']> };

/** The whole configuration, validated, with the names that several guides give one thing joined. */
export interface Config extends Values {
  /** Absolute path. */
  readonly dataDir: string;
  readonly jwtSecret: string;
  readonly encryptionKey: string;
  /** ALLOWED_ORIGINS and CORS_ORIGINS joined; the development servers that the guides name when neither is set. */
  readonly origins: readonly string[];
}

/** A configuration that cannot work; `lines` name each wrong variable. */
export class ConfigError extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(`The configuration is not valid:\n${lines.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'ConfigError';
    this.lines = lines;
  }
}

const guideOrigins = ['http://localhost:5173', 'http://localhost:3000', 'http://localhost:8080', 'http://localhost:8000', 'http://127.0.0.1:8000'];

type Environment = Readonly<Record<string, string | undefined>>;

function readValues(environment: Environment): Values {
  const values: Record<string, unknown> = {};
  const lines: string[] = [];
  for (const [name, { rule }] of Object.entries(variables)) {
    const given = environment[name]?.trim();
    const parsed = rule.safeParse(given === '' ? undefined : given);
    if (parsed.success) values[name] = parsed.data;
    else lines.push(`${name}: ${parsed.error.issues.map((issue) => issue.message).join('; ')}`);
  }
  if (values.STORAGE_TYPE === 's3' && values.AWS_S3_BUCKET === undefined) lines.push('AWS_S3_BUCKET: is required when STORAGE_TYPE is s3');
  if (lines.length > 0) throw new ConfigError(lines);
  return values as unknown as Values;
}

/** A secret that must stay the same between starts: kept in the data folder, readable by the owner alone. */
function keptSecret(dataDir: string, name: string): string {
  const file = join(dataDir, `${name}.secret`);
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const secret = newSecret(32);
  writeFileSync(file, secret, { mode: 0o600, flag: 'wx' });
  return secret;
}

/**
 * Reads and validates the environment; the only place that does.
 * @throws ConfigError naming every wrong variable
 */
export function loadConfig(environment: Environment = process.env): Config {
  const values = readValues(environment);
  const dataDir = resolve(values.DATA_DIR);
  const origins = [...(values.ALLOWED_ORIGINS ?? []), ...(values.CORS_ORIGINS ?? [])];
  return {
    ...values,
    dataDir,
    jwtSecret: values.JWT_SECRET_KEY ?? values.JWT_SECRET ?? values.API_SECRET_KEY ?? keptSecret(dataDir, 'jwt'),
    encryptionKey: values.ENCRYPTION_KEY ?? keptSecret(dataDir, 'encryption'),
    origins: origins.length > 0 ? origins : guideOrigins,
  };
}
