import { StreamLanguage, type StreamParser, type StringStream } from '@codemirror/language';
import { constants, elementary, globals, keywords, vyperKeywords } from './solidity-words.ts';

interface State {
  inComment: boolean;
  /** The next name is being declared: `contract Vault`. */
  declares: boolean;
}

const declaring = new Set(['contract', 'interface', 'library', 'struct', 'enum', 'event', 'error', 'function', 'modifier', 'def', 'class', 'flag']);

function readComment(stream: StringStream, state: State): string {
  state.inComment = !stream.match(/^.*?\*\//, true);
  if (state.inComment) stream.skipToEnd();
  return 'comment';
}

/** A text never goes beyond its line; one without end stops hurting there. */
function readText(stream: StringStream, quote: string): string {
  while (!stream.eol()) {
    const char = stream.next();
    if (char === '\\') stream.next();
    else if (char === quote) break;
  }
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

function readName(stream: StringStream, state: State, isVyper: boolean): string | null {
  const token = nameToken(stream.current(), state, isVyper);
  return token === null && stream.match(/^\s*\(/, false) ? 'propertyName' : token;
}

/** A comment or a text that begins here; null when neither does. */
function readOpening(stream: StringStream, state: State, isVyper: boolean): string | null {
  if (isVyper ? stream.match('#') : stream.match('//')) {
    stream.skipToEnd();
    return 'comment';
  }
  if (!isVyper && stream.match('/*')) return readComment(stream, state);
  if (stream.match(/^["']/) === null) return null;
  return readText(stream, stream.current());
}

/** What stands between names. */
function readSign(stream: StringStream, state: State): string {
  if (stream.match(/^(?:0x[\da-fA-F_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:e-?\d+)?)/)) return 'number';
  if (stream.match(/^@\w+/)) return 'meta';
  state.declares = false;
  if (stream.match(/^[+\-*/%=<>!&|^~?:]+/)) return 'operator';
  stream.next();
  return 'punctuation';
}

/** Colours Solidity, and Vyper when `isVyper`; a stream of tokens is enough to read by. */
function parser(isVyper: boolean): StreamParser<State> {
  return {
    name: isVyper ? 'vyper' : 'solidity',
    startState: () => ({ inComment: false, declares: false }),
    copyState: (state) => ({ ...state }),
    token(stream, state) {
      if (state.inComment) return readComment(stream, state);
      if (stream.eatSpace()) return null;
      const opening = readOpening(stream, state, isVyper);
      if (opening !== null) return opening;
      return stream.match(/^[A-Za-z_$][\w$]*/) ? readName(stream, state, isVyper) : readSign(stream, state);
    },
    languageData: { commentTokens: isVyper ? { line: '#' } : { line: '//', block: { open: '/*', close: '*/' } }, closeBrackets: { brackets: ['(', '[', '{', '"'] } },
  };
}

export const solidity = StreamLanguage.define(parser(false));
export const vyper = StreamLanguage.define(parser(true));

/** The language of a file by its name. */
export const languageOf = (path: string): StreamLanguage<State> => (path.endsWith('.vy') || path.endsWith('.vyi') ? vyper : solidity);
