import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { createAccessTokens } from './access-token.ts';

const userId = '7d9f3c1e-9c0b-4f0e-8a55-0e9f5f1f7a01';
const sessionId = '3f1c2b7a-5f43-4f39-9a0e-2d1c6a7b8c02';
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
const start = Date.parse('2026-03-01T12:00:00Z');

function tokensAt(clock: { at: number }, options: { secret?: string; algorithm?: 'HS256' | 'HS384' | 'HS512' } = {}) {
  return createAccessTokens({ secret: 'a secret of some length', algorithm: 'HS256', ...options, clock: { now: () => clock.at } });
}

it('reads back what it signed until it expires', () => {
  const clock = { at: start };
  const tokens = tokensAt(clock);
  const token = tokens.sign({ userId, sessionId, expiresAt: new Date(start + 60_000) });
  assert.equal(tokens.verify(token)?.sub, userId);
  assert.equal(tokens.verify(token)?.sid, sessionId);
  clock.at = start + 59_999;
  assert.ok(tokens.verify(token));
  clock.at = start + 60_000;
  assert.equal(tokens.verify(token), null);
});

it('takes tokens of its own key and algorithm only', () => {
  const clock = { at: start };
  const expiresAt = new Date(start + 60_000);
  for (const other of [tokensAt(clock, { secret: 'another secret' }), tokensAt(clock, { algorithm: 'HS512' })]) {
    assert.equal(tokensAt(clock).verify(other.sign({ userId, sessionId, expiresAt })), null);
  }
});

it('never throws and never takes an altered token', () => {
  const tokens = tokensAt({ at: start });
  const token = tokens.sign({ userId, sessionId, expiresAt: new Date(start + 60_000) });
  fc.assert(
    // The last letter of a base64url signature carries spare bits.
    fc.property(fc.nat(token.length - 2), fc.constantFrom(...alphabet.split('')), (at, letter) => {
      const altered = `${token.slice(0, at)}${letter}${token.slice(at + 1)}`;
      fc.pre(altered !== token);
      assert.equal(tokens.verify(altered), null);
    }),
  );
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => tokens.verify(text) === null));
});
