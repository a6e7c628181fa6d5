import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { isApiToken, newApiToken } from './api-token.ts';
import { digest } from './digest.ts';

it('makes tokens that it recognises, never the same twice', () => {
  for (const prefix of ['bwk_', 'sk_live_'] as const) {
    const made = newApiToken(prefix);
    assert.ok(made.token.startsWith(prefix));
    assert.ok(isApiToken(made.token));
    assert.equal(made.lastFour, made.token.slice(-4));
    assert.deepEqual(made.hash, digest(made.token));
    assert.notEqual(newApiToken(prefix).token, made.token);
  }
});

it('tells a token with one wrong letter', () => {
  const { token } = newApiToken('bwk_');
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, letter) => {
      fc.pre(token[at] !== letter);
      assert.equal(isApiToken(`${token.slice(0, at)}${letter}${token.slice(at + 1)}`), false);
    }),
  );
});

it('tells a token that was cut off or made longer', () => {
  const { token } = newApiToken('sk_live_');
  for (const wrong of [token.slice(0, -1), token.slice(1), `${token}0`, token.toUpperCase(), '', 'bwk_']) assert.equal(isApiToken(wrong), false, wrong);
});
