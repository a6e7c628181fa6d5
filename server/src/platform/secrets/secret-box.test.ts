import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { AppError } from '../errors/index.ts';
import { createSecretBox } from './index.ts';

const first = 'the first key, long enough';
const second = 'the second key, long enough';
const box = createSecretBox({ current: first });
const unreadable = (thrown: unknown): boolean => thrown instanceof AppError && thrown.code === 'SECRET_UNREADABLE';

describe('a secret box', () => {
  it('opens what it sealed, whatever the text and context', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, context) => {
      const sealed = box.seal(text, context);
      assert.match(sealed, /^v1\.[0-9a-f]{8}\.[\w-]+$/);
      assert.equal(box.open(sealed, context), text);
    }));
  });

  it('seals the same text differently each time, and the same key opens it after a restart', () => {
    const sealed = box.seal('token', 'a');
    assert.notEqual(sealed, box.seal('token', 'a'));
    assert.equal(createSecretBox({ current: first }).open(sealed, 'a'), 'token');
  });

  it('refuses another context, another key and any changed character', () => {
    const sealed = box.seal('a secret of some length', 'row:1');
    assert.throws(() => box.open(sealed, 'row:2'), unreadable);
    assert.throws(() => createSecretBox({ current: second }).open(sealed, 'row:1'), unreadable);
    fc.assert(fc.property(fc.nat(sealed.length - 1), fc.constantFrom('a', 'Z', '0', '9', '-', '_', '.', ' '), (at, letter) => {
      const changed = sealed.slice(0, at) + letter + sealed.slice(at + 1);
      fc.pre(Buffer.compare(Buffer.from(changed.slice(12), 'base64url'), Buffer.from(sealed.slice(12), 'base64url')) !== 0 || changed.slice(0, 12) !== sealed.slice(0, 12));
      assert.throws(() => box.open(changed, 'row:1'), unreadable);
    }));
  });

  it('refuses what is no envelope', () => {
    for (const text of ['', 'plain', 'v1.', `${box.seal('', '').slice(0, 12)}AAAA`, 'v2.00000000.AAAA']) assert.throws(() => box.open(text, ''), unreadable);
  });

  it('reads with old keys and tells what to seal again', () => {
    const sealed = box.seal('token', 'a');
    const rotated = createSecretBox({ current: second, old: [first] });
    assert.equal(rotated.open(sealed, 'a'), 'token');
    assert.deepEqual([box.needsRotation(sealed), rotated.needsRotation(sealed)], [false, true]);
    const again = rotated.seal(rotated.open(sealed, 'a'), 'a');
    assert.equal(rotated.needsRotation(again), false);
    assert.equal(createSecretBox({ current: second }).open(again, 'a'), 'token');
  });
});
