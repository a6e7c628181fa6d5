import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createKeyMatcher, keyCaps, type KeyPress, pressText } from './keys.ts';

const press = (key: string, held: Partial<KeyPress> = {}): string | null =>
  pressText({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

test('Ctrl and Cmd are one modifier', () => {
  assert.equal(press('k', { ctrlKey: true }), 'mod+k');
  assert.equal(press('k', { metaKey: true }), 'mod+k');
});

test('Shift is part of a sign but a modifier of a letter', () => {
  assert.equal(press('?', { shiftKey: true }), '?');
  assert.equal(press('X', { shiftKey: true }), 'shift+x');
  assert.equal(press('Enter', { shiftKey: true }), 'shift+enter');
  assert.equal(press('Shift', { shiftKey: true }), null);
});

test('a sequence matches in time and is forgotten afterwards', () => {
  const match = createKeyMatcher();
  const shortcuts = ['g s', 'g o', 's', 'mod+k'];
  assert.equal(match('g', 0, shortcuts), null);
  assert.equal(match('s', 500, shortcuts), 'g s');
  assert.equal(match('g', 1000, shortcuts), null);
  assert.equal(match('s', 3000, shortcuts), 's');
  assert.equal(match('o', 3100, shortcuts), null);
});

test('a press that fits no sequence still matches by itself', () => {
  const match = createKeyMatcher();
  assert.equal(match('g', 0, ['g s', 'x']), null);
  assert.equal(match('x', 100, ['g s', 'x']), 'x');
});

test('caps are drawn for the reader\'s keyboard', () => {
  assert.deepEqual(keyCaps('mod+k', false), [['Ctrl', 'K']]);
  assert.deepEqual(keyCaps('mod+k', true), [['⌘', 'K']]);
  assert.deepEqual(keyCaps('g s', false), [['G'], ['S']]);
  assert.deepEqual(keyCaps('enter', false), [['↵']]);
});
