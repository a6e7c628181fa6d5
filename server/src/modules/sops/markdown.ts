import type sanitizeHtml from 'sanitize-html';

/** Longest text that is rendered, in characters. */
export const longestContent = 100_000;

const rules: sanitizeHtml.IOptions = {
  allowedTags: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'blockquote', 'ul', 'ol', 'li', 'pre', 'code', 'em', 'strong', 's', 'del', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'a'],
  allowedAttributes: { a: ['href', 'title', 'rel', 'target'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: {
    // Somebody else's page must neither reach back into ours nor learn where the reader came from.
    a: (tagName, { href, title }) => ({ tagName, attribs: { ...(href !== undefined && { href }), ...(title !== undefined && { title }), rel: 'noopener noreferrer nofollow', target: '_blank' } }),
  },
};

interface Renderer {
  readonly markdown: { render(source: string): string };
  readonly sanitize: (html: string, options: sanitizeHtml.IOptions) => string;
}

let loaded: Promise<Renderer> | null = null;

async function load(): Promise<Renderer> {
  const [{ default: Markdown }, { default: sanitize }] = await Promise.all([import('markdown-it'), import('sanitize-html')]);
  return { markdown: new Markdown({ html: false, linkify: true }), sanitize };
}

/**
 * CommonMark with tables as HTML that is safe to show: no HTML of the author's passes, no images, only http, https and
 * mailto links. Two independent steps: markdown-it escapes HTML, sanitize-html lets nothing else through.
 */
export async function renderMarkdown(source: string): Promise<string> {
  loaded ??= load();
  const { markdown, sanitize } = await loaded;
  return sanitize(markdown.render(source.slice(0, longestContent)), rules);
}
