import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StringStream } from '@codemirror/language';
import { solidity, vyper } from './contract-mode.ts';

/** Runs a mode over lines and returns `text:token` of what is coloured. */
function colour(language: typeof solidity, source: string): string[] {
  const { streamParser } = language as unknown as { streamParser: { startState: () => object; token: (stream: StringStream, state: object) => string | null } };
  const state = streamParser.startState();
  const found: string[] = [];
  for (const line of source.split('\n')) {
    const stream = new StringStream(line, 4, 2);
    while (!stream.eol()) {
      const token = streamParser.token(stream, state);
      if (token !== null && token !== 'punctuation') found.push(`${stream.current()}:${token}`);
      stream.start = stream.pos;
    }
  }
  return found;
}

test('declarations, types and calls are told apart', () => {
  assert.deepEqual(colour(solidity, 'contract Vault { uint256 x = f(1_000); }'), [
    'contract:keyword', 'Vault:typeName', 'uint256:typeName', '=:operator', 'f:propertyName', '1_000:number',
  ]);
});

test('a block comment goes over lines and ends', () => {
  assert.deepEqual(colour(solidity, '/* a\nb */ true'), ['/* a:comment', 'b */:comment', 'true:atom']);
});

test('a text without end hurts one line only', () => {
  assert.deepEqual(colour(solidity, 'x = "a\nif'), ['=:operator', '"a:string', 'if:keyword']);
});

test('what the chain gives is marked', () => {
  assert.deepEqual(colour(solidity, 'msg.sender.call("")'), ['msg:variableName.standard', 'call:variableName.standard', '"":string']);
});

test('Vyper has its own comments and words', () => {
  assert.deepEqual(colour(vyper, '@external\ndef pay(): # note'), ['@external:meta', 'def:keyword', 'pay:typeName', '::operator', '# note:comment']);
});
