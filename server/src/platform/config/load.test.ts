import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, loadConfig } from './load.ts';

const secrets = { JWT_SECRET_KEY: 'a secret long enough to sign', ENCRYPTION_KEY: 'a key that is long enough' };

function complaints(environment: Record<string, string>): readonly string[] {
  try {
    loadConfig({ ...secrets, ...environment });
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.lines;
  }
}

test('each wrong value is named on a line of its own', () => {
  const wrong = {
    PORT: 'abc', MEV_PORT: '65536', LOG_LEVEL: 'loud', CONTRACTS: 'ops,nothing', JWT_ALGORITHM: 'none', ENCRYPTION_KEY: 'short', DATABASE_URL: 'mysql://x/y', REDIS_URL: 'http://x',
    ETHEREUM_RPC_URL: 'ftp://node', STORAGE_TYPE: 'tape', ALLOWED_ORIGINS: '*', CORS_ORIGINS: 'example.org', ADMIN_EMAIL: 'nobody', RATE_LIMIT_PER_MINUTE: '0',
  };
  const lines = complaints(wrong);
  assert.deepEqual(lines.map((line) => line.split(':', 1)[0]).sort(), Object.keys(wrong).sort());
});

test('origins are exact: scheme, host and port, from both variables', () => {
  const config = loadConfig({ ...secrets, ALLOWED_ORIGINS: 'https://a.example, http://localhost:5173/', CORS_ORIGINS: 'app://console' });
  assert.deepEqual(config.origins, ['https://a.example', 'http://localhost:5173', 'app://console']);
  for (const origin of ['*', 'https://*.example', 'https://a.example/path', 'https://a@b.example', 'example.org']) {
    assert.match(complaints({ ALLOWED_ORIGINS: origin })[0] ?? '', /^ALLOWED_ORIGINS: .* is no origin/, origin);
  }
});

test('what is empty is absent', () => {
  assert.equal(loadConfig({ ...secrets, PORT: ' ', DATABASE_URL: '' }).PORT, 8000);
});
