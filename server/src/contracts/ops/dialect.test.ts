import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errors } from '../../platform/errors/index.ts';
import { opsDialect } from './dialect.ts';

const meta = { requestId: 'req_1', time: '2026-01-02T03:04:05.000Z' };

test('data is answered bare', () => {
  assert.deepEqual(opsDialect.success([{ id: 1 }], meta), [{ id: 1 }]);
});

test('a failure has the shape of the guide: error at the top with code, message, details and time', () => {
  const error = errors.NOT_FOUND({ message: 'Incident not found', details: { incident_id: '7' } });
  assert.deepEqual(opsDialect.failure(error, meta), {
    error: { code: 'NOT_FOUND', message: 'Incident not found', details: { incident_id: '7' }, timestamp: meta.time, request_id: meta.requestId },
  });
});

test('codes that the guide names otherwise are translated, and a retry is told in seconds', () => {
  assert.equal((opsDialect.failure(errors.INTERNAL(), meta) as { error: { code: string } }).error.code, 'INTERNAL_ERROR');
  assert.equal((opsDialect.failure(errors.MALFORMED_JSON(), meta) as { error: { code: string } }).error.code, 'INVALID_REQUEST');
  const limited = opsDialect.failure(errors.RATE_LIMIT_EXCEEDED({ retryAfter: 12 }), meta) as { error: { retry_after: number } };
  assert.equal(limited.error.retry_after, 12);
});
