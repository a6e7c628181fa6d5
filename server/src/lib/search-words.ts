const plain = /^[\p{L}\p{N}\s]+$/u;

/** How PostgreSQL is to read what somebody typed. */
export interface SearchWords {
  /** `words`: a tsquery of plain words whose last may go on; `web`: for `websearch_to_tsquery`. */
  readonly kind: 'words' | 'web';
  readonly text: string;
}

/** Plain words all have to be there, the last one as a beginning, so that results come while one types. */
export function searchWords(typed: string): SearchWords {
  const text = typed.trim();
  if (!plain.test(text)) return { kind: 'web', text };
  return { kind: 'words', text: `${text.split(/\s+/).join(' & ')}:*` };
}
