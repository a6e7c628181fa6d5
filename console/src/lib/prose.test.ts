import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseProse } from './prose.ts';

const plain = (text: string) => ({ isCode: false, text });
const code = (text: string) => ({ isCode: true, text });

test('paragraphs, lists and code are told apart', () => {
  assert.deepEqual(parseProse('One `x`\nline.\n\n- a\n- b\n\n```solidity\nint x;\n\nint y;\n```\nEnd'), [
    { kind: 'paragraph', spans: [plain('One '), code('x'), plain(' line.')] },
    { kind: 'list', items: [[plain('a')], [plain('b')]] },
    { kind: 'code', text: 'int x;\n\nint y;' },
    { kind: 'paragraph', spans: [plain('End')] },
  ]);
});

test('markup of other kinds is text', () => {
  assert.deepEqual(parseProse('<b>no</b> `open'), [{ kind: 'paragraph', spans: [plain('<b>no</b> `open')] }]);
  assert.deepEqual(parseProse(''), []);
});
