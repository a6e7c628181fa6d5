import type { DatabaseConnection } from './types.ts';

const encryptedModes = new Set(['require', 'verify-ca', 'verify-full']);

/**
 * Reads `postgresql://user:password@host:port/database?sslmode=require`.
 * `?host=/folder` names the folder of a unix socket. With encryption the certificate is checked.
 */
export function parseDatabaseUrl(text: string): DatabaseConnection {
  const url = new URL(text);
  const user = decodeURIComponent(url.username) || 'postgres';
  const password = decodeURIComponent(url.password);
  return {
    host: url.searchParams.get('host') ?? (decodeURIComponent(url.hostname) || '127.0.0.1'),
    port: url.port === '' ? 5432 : Number(url.port),
    user,
    database: decodeURIComponent(url.pathname.slice(1)) || user,
    ...(password === '' ? {} : { password }),
    ...(encryptedModes.has(url.searchParams.get('sslmode') ?? '') ? { ssl: true } : {}),
  };
}
