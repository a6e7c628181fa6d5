import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly html: string }[];
}

/** Runs every rule of axe on what the page shows now and fails with what breaks them. */
export async function assertAccessible(page: Page, what: string): Promise<void> {
  await page.evaluate(source);
  const violations = await page.evaluate<readonly Violation[]>('axe.run().then((result) => result.violations)');
  const words = violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ target, html }) => `  ${target.join(' ')}  ${html.slice(0, 160)}`).join('\n')}`);
  assert.deepEqual(words, [], `${what}: ${words.join('\n')}`);
}

/** Fails when the page can be scrolled sideways. */
export async function assertFits(page: Page, what: string): Promise<void> {
  const excess = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  assert.ok(excess <= 0, `${what} is ${excess} px wider than the screen`);
}
