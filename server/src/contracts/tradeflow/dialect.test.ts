import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError, errors } from '../../platform/errors/index.ts';
import { tradeflowDialect } from './dialect.ts';

const meta = { requestId: 'req_1', time: '2026-01-02T03:04:05.000Z' };

test('a failure can be read as FastAPI writes it and as the guide\'s API documents write it', () => {
  assert.deepEqual(tradeflowDialect.failure(errors.UNAUTHORIZED(), meta), {
    detail: 'Authentication required',
    message: 'Authentication required',
    error: { code: 'UNAUTHORIZED', message: 'Authentication required', details: null },
  });
});

test('an invalid request lists its fields as FastAPI does', () => {
  const fields = [
    { location: 'body', field: 'orders.0.price', message: 'must be positive', code: 'too_small' },
    { location: 'query', field: '', message: 'is not valid', code: 'custom' },
  ];
  const error = new AppError({ code: 'VALIDATION_ERROR', status: 422, message: 'orders.0.price: must be positive' }, { details: { fields } });
  const body = tradeflowDialect.failure(error, meta) as { detail: unknown; error: { code: string } };
  assert.deepEqual(body.detail, [
    { loc: ['body', 'orders', 0, 'price'], msg: 'must be positive', type: 'too_small' },
    { loc: ['query'], msg: 'is not valid', type: 'custom' },
  ]);
  assert.equal(body.error.code, 'INVALID_PARAMETER');
});

test('a fault of ours carries the id to ask support about', () => {
  const { error } = tradeflowDialect.failure(errors.INTERNAL(), meta) as { error: unknown };
  assert.deepEqual(error, { code: 'INTERNAL_ERROR', message: 'Something went wrong on our side', details: { correlation_id: 'req_1' } });
});
