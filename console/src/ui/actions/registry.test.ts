import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Action, actionForKeys, activeActions, bySection, emptyRegistry, withActions, withoutActions } from './registry.ts';

const action = (id: string, rest: Partial<Action> = {}): Action => ({ id, title: id, section: 'View', ...rest });
const shell = Symbol('shell');
const page = Symbol('page');

test('a page\'s action takes the place of the shell\'s with the same id', () => {
  let registry = withActions(emptyRegistry, shell, [action('find', { title: 'shell' }), action('theme')]);
  registry = withActions(registry, page, [action('find', { title: 'page' })]);
  assert.deepEqual(activeActions(registry).map(({ title }) => title), ['page', 'theme']);
  assert.deepEqual(activeActions(withoutActions(registry, page)).map(({ title }) => title), ['shell', 'theme']);
});

test('the last to claim a shortcut gets it, even after the shell drew again', () => {
  let registry = withActions(emptyRegistry, shell, [action('a', { keys: 'x' })]);
  registry = withActions(registry, page, [action('b', { keys: 'x' })]);
  registry = withActions(registry, shell, [action('a', { keys: 'x' })]);
  assert.equal(actionForKeys(registry, 'x')?.id, 'b');
  assert.equal(actionForKeys(registry, 'y'), null);
});

test('sections keep their order and empty ones are left out', () => {
  const registry = withActions(emptyRegistry, shell, [action('v'), action('g', { section: 'Go to' }), action('s', { section: 'Scan' })]);
  assert.deepEqual(bySection(activeActions(registry)).map(([section]) => section), ['Scan', 'Go to', 'View']);
});
