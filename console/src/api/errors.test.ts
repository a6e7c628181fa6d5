import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError, describeError, errorFromBody, fieldErrors, missingVariables } from './errors.ts';

test('an error body keeps code, details and request id', () => {
  const error = errorFromBody(404, { error: { code: 'SCAN_NOT_FOUND', message: 'Scan not found', details: null, requestId: 'r-1' } });
  assert.deepEqual([error.code, error.status, error.requestId, error.message], ['SCAN_NOT_FOUND', 404, 'r-1', 'Scan not found']);
});

test('a body that is not ours still becomes an error', () => {
  assert.equal(errorFromBody(502, '<html>').code, 'HTTP_502');
  assert.equal(errorFromBody(500, { error: 'text' }).status, 500);
});

test('field errors are read by name', () => {
  const error = errorFromBody(422, { error: { code: 'VALIDATION_ERROR', message: 'no', details: { fields: [{ field: 'target.address', message: 'is not an address' }, { field: 7 }] } } });
  assert.deepEqual(fieldErrors(error), { 'target.address': 'is not an address' });
  assert.equal(describeError(error).detail, 'target.address: is not an address');
});

test('missing configuration names its variables', () => {
  const facts = { code: 'INTEGRATION_NOT_CONFIGURED', message: 'no', status: 503 };
  assert.deepEqual(missingVariables(new ApiError({ ...facts, details: { variables: ['ETHERSCAN_API_KEY', 'SOURCIFY_URL'] } })), ['ETHERSCAN_API_KEY', 'SOURCIFY_URL']);
  assert.deepEqual(missingVariables(new ApiError({ ...facts, details: { variable: 'ETHERSCAN_API_KEY' } })), ['ETHERSCAN_API_KEY']);
  assert.deepEqual(missingVariables(new Error('x')), []);
});
