import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { contracts, sharedContracts } from '../../src/contracts/index.ts';
import { declarations, locate } from '../../src/contracts/kit/index.ts';

const guides = ['scorpius', 'scorpius-x', 'scorpius-v1', 'tradeflow', 'ops'];
const folder = join(import.meta.dirname, '../../../docs/guides');
const places = declarations();

/** Lines that a guide writes with a method and a path, in prose, lists, HTTP examples and code comments. */
const written = /(?<![\w-])(GET|POST|PUT|PATCH|DELETE)\s+((?:https?:\/)?\/[^\s`'"#,;)\\]+|\/ [^;#\n]+)/g;
/** Routes of the guide's own framework examples. */
const routes = /@\w+\.(get|post|put|patch|delete)\(\s*["']([^"']+)["']/g;
/** tradeflow decorates a GET by mistake where its text says POST four times. */
const mistakes = new Set(['tradeflow GET /register/tradelocker']);

function linesOf(text: string): string[] {
  const found = [
    ...[...text.matchAll(written)].map(([, method = '', path = '']) => `${method} ${path.trim()}`),
    ...[...text.matchAll(routes)].map(([, method = '', path = '']) => `${method.toUpperCase()} ${path}`),
  ];
  return [...new Set(found)];
}

for (const guide of guides) {
  test(`every endpoint that guide ${guide} writes is declared in its contract or shared`, () => {
    const lines = linesOf(readFileSync(join(folder, `${guide}.md`), 'utf8')).filter((line) => !mistakes.has(`${guide} ${line}`));
    assert.ok(lines.length > 3, `${lines.length} lines found`);
    const own = places.filter(({ contract }) => contract === guide || contract === 'shared');
    assert.deepEqual(lines.filter((line) => locate(line, own).length === 0), []);
  });
}

/** A heading's anchor, as the forges make it. */
function anchorOf(heading: string): string {
  return heading.trim().toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
}

test('every endpoint names a section that its guide has', () => {
  const anchors = new Map(guides.map((guide) => {
    const text = readFileSync(join(folder, `${guide}.md`), 'utf8');
    return [guide, new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)))];
  }));
  const wrong = [...contracts, ...sharedContracts].flatMap(({ endpoints }) =>
    endpoints.flatMap(({ line, guide }) => guide.split(' ').filter((name) => {
      const [file = '', anchor = ''] = name.split('#');
      return anchors.get(file)?.has(anchor) === false;
    }).map((name) => `${line}: ${name}`)));
  assert.deepEqual(wrong, []);
});
