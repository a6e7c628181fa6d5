import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { tokenize } from './lexer.ts';
import { TokenKind } from './tokens.ts';

const texts = (source: string): string[] => tokenize(source).tokens.texts.slice(0, -1);

describe('tokenize', () => {
  it('takes the longest operator', () => {
    assert.deepEqual(texts('a>>>=b**c=>d>>e'), ['a', '>>>=', 'b', '**', 'c', '=>', 'd', '>>', 'e']);
  });

  it('reads numbers of every form', () => {
    assert.deepEqual(texts('1_000 0xFf .5 1e18 2.5e-3 1 ether'), ['1_000', '0xFf', '.5', '1e18', '2.5e-3', '1', 'ether']);
  });

  it('keeps escaped quotes inside strings and knows hex and unicode', () => {
    assert.deepEqual(texts(String.raw`"a\"b" 'c' hex"00ff" unicode"ü" hexagon`), [String.raw`"a\"b"`, "'c'", 'hex"00ff"', 'unicode"ü"', 'hexagon']);
  });

  it('sets comments aside', () => {
    const { tokens } = tokenize('a // one\n/* two */ b');
    assert.deepEqual(tokens.texts, ['a', 'b', '']);
    assert.deepEqual(tokens.comments.map(({ start, end }) => tokens.source.slice(start, end)), ['// one', '/* two */']);
  });

  it('reports what is no Solidity and goes on', () => {
    const { tokens, diagnostics } = tokenize('a # b "open\nc /* never closed');
    assert.deepEqual(diagnostics.map(({ reason }) => reason), ['characters that are no Solidity', 'unterminated string literal', 'unterminated comment']);
    assert.deepEqual(tokens.texts, ['a', '#', 'b', '"open', 'c', '']);
  });

  it('pairs brackets past one that is missing', () => {
    const { tokens } = tokenize('{ f ( a [ 1 ) ; }');
    assert.equal(tokens.partners[0], 7 + 1);
    assert.equal(tokens.partners[2], 6);
    assert.equal(tokens.partners[4], -1);
  });

  it('loses nothing: tokens, comments and white space make up the source', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), solidityLike()), (source) => {
      const { tokens } = tokenize(source);
      const parts = [...Array.from(tokens.starts, (start, at) => ({ start, end: tokens.ends[at] ?? start })), ...tokens.comments].sort((a, b) => a.start - b.start || a.end - b.end);
      let last = 0;
      for (const { start, end } of parts) {
        assert.match(source.slice(last, start), /^[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*$/u);
        assert.ok(start >= last && end >= start);
        last = end;
      }
      assert.equal(last, source.length);
      assert.equal(tokens.kinds[tokens.kinds.length - 1], TokenKind.end);
    }), { numRuns: 300 });
  });
});

function solidityLike(): fc.Arbitrary<string> {
  const words = ['contract', 'A', '{', '}', '(', ')', '[', ']', ';', '"x"', "'", '//', '\n', '/*', '*/', '1e5', '0x', '=>', '\u202e', '\0', 'é'];
  return fc.array(fc.constantFrom(...words), { maxLength: 80 }).map((parts) => parts.join(' '));
}
