import { type Diagnostic, type Range, TokenKind, type TokenList } from './tokens.ts';

// Longest first: the first that matches wins.
const OPERATORS = [
  '>>>=', '>>>', '<<=', '>>=', '**=', '=:', ':=', '=>', '->', '==', '!=', '<=', '>=', '&&', '||', '++', '--',
  '+=', '-=', '*=', '/=', '%=', '|=', '&=', '^=', '<<', '>>', '**',
];

const OPERATORS_BY_FIRST = new Map<string, string[]>();
for (const operator of OPERATORS) {
  const first = operator.charAt(0);
  OPERATORS_BY_FIRST.set(first, [...(OPERATORS_BY_FIRST.get(first) ?? []), operator]);
}

const SINGLE = new Set('(){}[];,.:?=<>!~+-*/%&|^'.split(''));
const CLOSING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

// One class per ASCII character decides the branch, so the scan does one table look-up per token.
const BLANK = 1;
const WORD = 2;
const DIGIT = 3;
const QUOTE = 4;
const CLASSES = new Uint8Array(128);
for (const c of '\t\n\v\f\r ') CLASSES[c.charCodeAt(0)] = BLANK;
for (const c of '$_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ') CLASSES[c.charCodeAt(0)] = WORD;
for (const c of '0123456789') CLASSES[c.charCodeAt(0)] = DIGIT;
for (const c of '\'"') CLASSES[c.charCodeAt(0)] = QUOTE;

const classAt = (source: string, offset: number): number => CLASSES[source.charCodeAt(offset)] ?? 0;

interface Scan {
  source: string;
  offset: number;
  kinds: Uint8Array;
  starts: Uint32Array;
  ends: Uint32Array;
  texts: string[];
  comments: Range[];
  diagnostics: Diagnostic[];
}

/** Splits Solidity source of any version into tokens in one linear pass. Never throws: what is no token becomes `junk`. */
export function tokenize(source: string): { tokens: TokenList; diagnostics: Diagnostic[] } {
  // No text has more tokens than characters; the arrays are cut to size at the end.
  const room = source.length + 1;
  const scan: Scan = {
    source, offset: 0, kinds: new Uint8Array(room), starts: new Uint32Array(room), ends: new Uint32Array(room), texts: [], comments: [], diagnostics: [],
  };
  if (source.charCodeAt(0) === 0xfeff) scan.offset = 1;
  while (scan.offset < source.length) scanNext(scan);
  scan.offset = source.length;
  add(scan, TokenKind.end, source.length);
  const { texts, comments, diagnostics } = scan;
  const [kinds, starts, ends] = [scan.kinds.slice(0, texts.length), scan.starts.slice(0, texts.length), scan.ends.slice(0, texts.length)];
  return { tokens: { source, kinds: kinds as ArrayLike<number> as ArrayLike<TokenKind>, starts, ends, texts, comments, partners: pairBrackets(kinds, texts) }, diagnostics };
}

/** Binary data would be one complaint for every byte. */
const MAX_DIAGNOSTICS = 50;

function report(scan: Scan, reason: string): void {
  if (scan.diagnostics.length < MAX_DIAGNOSTICS) scan.diagnostics.push({ offset: scan.offset, reason });
}

function scanNext(scan: Scan): void {
  const { source, offset } = scan;
  switch (classAt(source, offset)) {
    case BLANK:
      scan.offset++;
      return;
    case WORD:
      return scanWord(scan);
    case DIGIT:
      return scanNumber(scan);
    case QUOTE:
      return scanString(scan, offset);
    default:
      return scanOther(scan);
  }
}

function add(scan: Scan, kind: TokenKind, end: number): void {
  const start = scan.offset;
  const at = scan.texts.length;
  scan.kinds[at] = kind;
  scan.starts[at] = start;
  scan.ends[at] = end;
  scan.texts.push(scan.source.slice(start, end));
  scan.offset = end;
}

function wordEnd(source: string, from: number): number {
  let end = from;
  for (let kind = classAt(source, end); kind === WORD || kind === DIGIT; kind = classAt(source, end)) end++;
  return end;
}

function scanWord(scan: Scan): void {
  const end = wordEnd(scan.source, scan.offset);
  const word = scan.source.slice(scan.offset, end);
  if ((word === 'hex' || word === 'unicode') && classAt(scan.source, end) === QUOTE) scanString(scan, end);
  else add(scan, TokenKind.word, end);
}

const NUMBER = /0[xX][0-9a-fA-F_]*|[0-9][0-9_]*(?:\.[0-9][0-9_]*)?(?:[eE]-?[0-9][0-9_]*)?|\.[0-9][0-9_]*(?:[eE]-?[0-9]+)?/y;

function scanNumber(scan: Scan): void {
  NUMBER.lastIndex = scan.offset;
  const match = NUMBER.exec(scan.source);
  add(scan, TokenKind.number, match ? NUMBER.lastIndex : scan.offset + 1);
}

function scanString(scan: Scan, quoteAt: number): void {
  const { source } = scan;
  const quote = source.charCodeAt(quoteAt);
  let end = quoteAt + 1;
  for (; end < source.length; end++) {
    const code = source.charCodeAt(end);
    if (code === 0x5c) end++;
    else if (code === quote) return add(scan, TokenKind.string, end + 1);
    else if (code === 0x0a) break;
  }
  report(scan, 'unterminated string literal');
  add(scan, TokenKind.string, Math.min(end, source.length));
}

function scanOther(scan: Scan): void {
  const { source, offset } = scan;
  const first = source.charAt(offset);
  const second = source.charAt(offset + 1);
  if (first === '/' && (second === '/' || second === '*')) return scanComment(scan, second === '*');
  if (first === '.' && classAt(source, offset + 1) === DIGIT) return scanNumber(scan);
  const operator = OPERATORS_BY_FIRST.get(first)?.find((text) => source.startsWith(text, offset));
  if (operator !== undefined) return add(scan, TokenKind.punctuation, offset + operator.length);
  if (SINGLE.has(first)) return add(scan, TokenKind.punctuation, offset + 1);
  scanForeign(scan);
}

function scanComment(scan: Scan, isBlock: boolean): void {
  const { source, offset } = scan;
  const found = isBlock ? source.indexOf('*/', offset + 2) : lineEnd(source, offset);
  if (found < 0) report(scan, 'unterminated comment');
  const end = found < 0 ? source.length : isBlock ? found + 2 : found;
  scan.comments.push({ start: offset, end });
  scan.offset = end;
}

function lineEnd(source: string, from: number): number {
  for (let end = from; end < source.length; end++) {
    const code = source.charCodeAt(end);
    if (code === 0x0a || code === 0x0d) return end;
  }
  return source.length;
}

const FOREIGN_BLANK = /[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

function scanForeign(scan: Scan): void {
  const { source, offset } = scan;
  if (FOREIGN_BLANK.test(source.charAt(offset))) {
    scan.offset++;
    return;
  }
  let end = offset + 1;
  while (end < source.length && (CLASSES[source.charCodeAt(end)] ?? 0) === 0 && !SINGLE.has(source.charAt(end))) end++;
  report(scan, 'characters that are no Solidity');
  add(scan, TokenKind.junk, end);
}

interface Pairing {
  partners: Int32Array;
  open: number[];
  openBraces: number;
  texts: string[];
}

/** A closing brace ends everything inside it; a closing parenthesis never reaches across a brace. */
function pairBrackets(kinds: Uint8Array, texts: string[]): Int32Array {
  const state: Pairing = { partners: new Int32Array(kinds.length).fill(-1), open: [], openBraces: 0, texts };
  for (let at = 0; at < kinds.length; at++) {
    if (kinds[at] !== TokenKind.punctuation) continue;
    const text = texts[at] ?? '';
    if (text === '{') state.openBraces++;
    if (text === '(' || text === '[' || text === '{') state.open.push(at);
    else if (text in CLOSING) closeBracket(state, at, CLOSING[text] ?? '');
  }
  return state.partners;
}

function closeBracket(state: Pairing, at: number, opening: string): void {
  const { partners, open, texts } = state;
  if (opening === '{' && state.openBraces === 0) return;
  while (open.length > 0) {
    const candidate = open[open.length - 1] ?? 0;
    const isMatch = texts[candidate] === opening;
    if (!isMatch && texts[candidate] === '{') return;
    open.pop();
    if (!isMatch) continue;
    if (opening === '{') state.openBraces--;
    partners[candidate] = at;
    partners[at] = candidate;
    return;
  }
}
