import type { FileUnit } from './project/model.ts';

const COMMENT = /bulwark-ignore\s+([a-z][a-z0-9-]*)\s*(?::\s*(\S.*?))?\s*(?:\*\/)?$/;

/** A `// bulwark-ignore <detector>: reason` and the lines it speaks for: its own and the next one with code. */
export interface Ignore {
  detector: string;
  /** Null where none was given; then the comment has no effect. */
  reason: string | null;
  lines: Set<number>;
}

export function readIgnores(file: FileUnit): Ignore[] {
  return file.tokens.comments.flatMap(({ start, end }) => {
    const text = file.source.slice(start, end);
    const match = text.includes('bulwark-ignore') ? COMMENT.exec(text) : null;
    if (!match?.[1]) return [];
    const own = file.lines.at(start).line;
    return [{ detector: match[1], reason: match[2] ?? null, lines: new Set([own, nextCodeLine(file, end)]) }];
  });
}

function nextCodeLine(file: FileUnit, offset: number): number {
  const { starts } = file.tokens;
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) >= offset) high = middle;
    else low = middle + 1;
  }
  return file.lines.at(starts[low] ?? offset).line;
}
