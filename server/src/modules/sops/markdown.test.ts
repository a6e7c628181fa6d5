import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { renderMarkdown } from './markdown.ts';

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '![x](javascript:alert(1))',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\nscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x]( "onmouseover=alert(1)")',
  '<a href="javascript:alert(1)">x</a>',
  '<svg/onload=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '`<script>alert(1)</script>`',
  '```html\n<script>alert(1)</script>\n```',
  '<details open ontoggle=alert(1)>',
  '<style>@import "//evil.example"</style>',
  '[x](//evil.example/a)',
  '[a]: javascript:alert(1)\n\n[a]',
  '<javascript:alert(1)>',
  '![tracker](https://evil.example/pixel.gif)',
];

/** Tags and attributes that stand in the HTML, read as a browser would find them. */
function facts(html: string): { tags: Set<string>; attributes: Set<string>; links: string[] } {
  const tags = new Set<string>();
  const attributes = new Set<string>();
  const links: string[] = [];
  for (const [, name = '', inside = ''] of html.matchAll(/<\/?([a-z][a-z0-9]*)([^>]*)>/gi)) {
    tags.add(name.toLowerCase());
    for (const [, attribute = '', value = ''] of inside.matchAll(/([a-z-]+)\s*=\s*"([^"]*)"/gi)) {
      attributes.add(attribute.toLowerCase());
      if (attribute.toLowerCase() === 'href') links.push(value);
    }
  }
  return { tags, attributes, links };
}

const harmless = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'blockquote', 'ul', 'ol', 'li', 'pre', 'code', 'em', 'strong', 's', 'del', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'a']);

function assertHarmless(html: string, source: string): void {
  const { tags, attributes, links } = facts(html);
  for (const tag of tags) assert.ok(harmless.has(tag), `<${tag}> from ${source}`);
  for (const attribute of attributes) assert.ok(['href', 'title', 'rel', 'target', 'start'].includes(attribute), `${attribute} from ${source}`);
  for (const link of links) assert.match(link, /^(https?:|mailto:|[^:/]|\/(?!\/)|#|$)/i, `${link} from ${source}`);
  for (const link of links) assert.doesNotMatch(link.replace(/\s/g, ''), /^(javascript|vbscript|data):/i);
}

test('no payload gets through', async () => {
  for (const source of hostile) assertHarmless(await renderMarkdown(source), source);
});

test('mixed and broken payloads do not either', async () => {
  const piece = fc.oneof(fc.constantFrom(...hostile, '\n\n', '> ', '- ', '`', '**', '](', '<', '"', '&lt;', '|a|b|\n|-|-|\n'), fc.string({ maxLength: 12 }));
  await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => assertHarmless(await renderMarkdown(pieces.join('')), pieces.join(''))), { numRuns: 300 });
});

test('what people write is rendered', async () => {
  const html = await renderMarkdown('# Fail over\n\n1. **Stop** writes\n2. `promote`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nSee https://example.org');
  assert.match(html, /<h1>Fail over<\/h1>/);
  assert.match(html, /<ol>\s*<li><strong>Stop<\/strong> writes<\/li>/);
  assert.match(html, /<td>2<\/td>/);
  assert.match(html, /<a href="https:\/\/example.org" rel="noopener noreferrer nofollow" target="_blank">/);
});
