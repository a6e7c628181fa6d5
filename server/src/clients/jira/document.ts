import type { Adf } from './jira.types.ts';

/** Plain text as a document: one paragraph for each line. */
export function toDocument(text: string): object {
  const content = text.split('\n').map((line) => ({ type: 'paragraph', content: line === '' ? [] : [{ type: 'text', text: line }] }));
  return { type: 'doc', version: 1, content };
}

const blocks = new Set(['paragraph', 'heading', 'codeBlock', 'blockquote', 'listItem', 'tableRow', 'rule', 'panel']);

function inline({ type, text, content }: Adf): string {
  if (type === 'hardBreak') return '\n';
  return text ?? (content ?? []).map(inline).join('');
}

function lines(node: Adf): string[] {
  const children = node.content ?? [];
  const isLeaf = blocks.has(node.type) && !children.some((child) => blocks.has(child.type));
  return isLeaf ? [inline(node)] : children.flatMap(lines);
}

/** The text of a document, a line for each of its blocks; what is text already stays. */
export function toText(document: Adf | string | null | undefined): string {
  if (document == null) return '';
  return typeof document === 'string' ? document : lines(document).join('\n').trim();
}
