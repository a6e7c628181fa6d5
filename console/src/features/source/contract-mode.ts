import { StreamLanguage, type StreamParser, type StringStream } from '@codemirror/language';
import { constants, elementary, globals, keywords, vyperKeywords } from './solidity-words.ts';

interface State {
  inComment: boolean;
  /** The quote that ends the text we are in; null outside. */
  quote: string | null;
  /** The next name is being declared: `contract Vault`. */
  declares: boolean;
}

const declaring = new Set(['contract', 'interface', 'library', 'struct', 'enum', 'event', 'error', 'function', 'modifier', 'def', 'class', 'flag']);

function readComment(stream: StringStream, state: State): string {
  state.inComment = !stream.match(/^.*?\*\//, true);
  if (state.inComment) stream.skipToEnd();
  return 'comment';
}

function readText(stream: StringStream, state: State): string {
  while (!stream.eol()) {
    const char = stream.next();
    if (char === '\\') stream.next();
    else if (char === state.quote) {
      state.quote = null;
      return 'string';
    }
  }
  // A text never goes beyond its line; one without end stops hurting there.
  state.quote = null;
  return 'string';
}

function nameToken(word: string, state: State, isVyper: boolean): string | null {
  if (state.declares) {
    state.declares = false;
    return 'typeName';
  }
  if (keywords.has(word) || (isVyper && vyperKeywords.has(word))) {
    state.declares = declaring.has(word);
    return 'keyword';
  }
  if (elementary.test(word)) return 'typeName';
  if (constants.has(word)) return 'atom';
  if (globals.has(word)) return 'variableName.standard';
  return /^[A-Z]/.test(word) ? 'className' : null;
}

/** Colours Solidity, and Vyper when `isVyper`; a stream of tokens is enough to read by. */
function parser(isVyper: boolean): StreamParser<State> {
  return {
    name: isVyper ? 'vyper' : 'solidity',
    startState: () => ({ inComment: false, quote: null, declares: false }),
    copyState: (state) => ({ ...state }),
    token(stream, state) {
      if (state.inComment) return readComment(stream, state);
      if (state.quote !== null) return readText(stream, state);
      if (stream.eatSpace()) return null;
      if (isVyper ? stream.match('#') : stream.match('//')) {
        stream.skipToEnd();
        return 'comment';
      }
      if (!isVyper && stream.match('/*')) return readComment(stream, state);
      const quote = stream.match(/^["']/, true);
      if (quote !== null) {
        state.quote = stream.current();
        return readText(stream, state);
      }
      if (stream.match(/^(?:0x[\da-fA-F_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:e-?\d+)?)/)) return 'number';
      if (stream.match(/^@\w+/)) return 'meta';
      if (stream.match(/^[A-Za-z_$][\w$]*/)) {
        const token = nameToken(stream.current(), state, isVyper);
        return token === null && stream.match(/^\s*\(/, false) ? 'propertyName' : token;
      }
      state.declares = false;
      return stream.match(/^[+\-*/%=<>!&|^~?:]+/) ? 'operator' : (stream.next(), 'punctuation');
    },
    languageData: { commentTokens: isVyper ? { line: '#' } : { line: '//', block: { open: '/*', close: '*/' } }, closeBrackets: { brackets: ['(', '[', '{', '"'] } },
  };
}

export const solidity = StreamLanguage.define(parser(false));
export const vyper = StreamLanguage.define(parser(true));

/** The language of a file by its name. */
export const languageOf = (path: string): StreamLanguage<State> => (path.endsWith('.vy') || path.endsWith('.vyi') ? vyper : solidity);
