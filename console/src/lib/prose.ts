/** A piece of a line: plain words or code. */
export interface Span {
  readonly isCode: boolean;
  readonly text: string;
}

export type Block =
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Span[])[] }
  | { readonly kind: 'code'; readonly text: string };

/** Splits at back-ticks. An odd one stays as it is. */
function spansOf(text: string): readonly Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const match of text.matchAll(/`([^`]+)`/g)) {
    if (match.index > at) spans.push({ isCode: false, text: text.slice(at, match.index) });
    spans.push({ isCode: true, text: match[1] ?? '' });
    at = match.index + match[0].length;
  }
  if (at < text.length) spans.push({ isCode: false, text: text.slice(at) });
  return spans;
}

function textBlock(text: string): Block {
  const lines = text.split('\n');
  const marker = /^\s*(?:[-*]|\d+\.)\s+/;
  if (lines.every((line) => marker.test(line))) return { kind: 'list', items: lines.map((line) => spansOf(line.replace(marker, ''))) };
  return { kind: 'paragraph', spans: spansOf(text.replace(/\s*\n\s*/g, ' ')) };
}

/** What detectors write (paragraphs, lists, fenced and inline code) as blocks. Nothing else is read as markup. */
export function parseProse(text: string): readonly Block[] {
  const parts = text.replace(/\r\n/g, '\n').split(/^```[\w-]*\n([\s\S]*?)\n?```[ \t]*$/m);
  return parts.flatMap((part, index): readonly Block[] => {
    if (index % 2 === 1) return [{ kind: 'code', text: part }];
    return part.split(/\n{2,}/).map((piece) => piece.trim()).filter((piece) => piece !== '').map(textBlock);
  });
}
