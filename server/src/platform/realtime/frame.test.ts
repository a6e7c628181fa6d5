import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FrameRate } from './frame-rate.ts';
import { textFrame } from './frame.ts';

/** Reads one unmasked frame as RFC 6455 describes it. */
function decode(frame: Buffer): { head: number; text: string; rest: number } {
  const short = (frame[1] ?? 0) & 0x7f;
  const [at, length] = short < 126 ? [2, short] : short === 126 ? [4, frame.readUInt16BE(2)] : [10, Number(frame.readBigUInt64BE(2))];
  return { head: frame[0] ?? 0, text: frame.subarray(at, at + length).toString(), rest: frame.length - at - length };
}

test('frames of every length class carry their text', () => {
  for (const length of [0, 1, 125, 126, 127, 65_535, 65_536, 200_000]) {
    const text = 'x'.repeat(length);
    assert.deepEqual(decode(textFrame(text)), { head: 0x81, text, rest: 0 }, String(length));
  }
});

test('text outside ASCII is counted in bytes (property)', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
    assert.deepEqual(decode(textFrame(text)), { head: 0x81, text, rest: 0 });
  }));
});

test('a socket may send its allowance at once, then at the rate', () => {
  const rate = new FrameRate(60);
  const passed = Array.from({ length: 100 }, () => rate.take(5000)).filter(Boolean).length;
  assert.equal(passed, 60);
  assert.equal(rate.take(5999), false);
  assert.equal(rate.take(6000), true);
  assert.equal(rate.take(6000), false);
});
