import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { GenerationalCache } from './generational-cache.ts';

const key = fc.integer({ min: 0, max: 30 }).map(String);
const step = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), key, value: fc.integer() }),
  fc.record({ kind: fc.constant('get' as const), key }),
  fc.record({ kind: fc.constant('delete' as const), key }),
  fc.record({ kind: fc.constant('deleteOdd' as const) }),
);

it('forgets but never lies, and stays within its bound', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), fc.integer({ min: 2, max: 12 }), (steps, capacity) => {
      const cache = new GenerationalCache<number>(capacity);
      const all = new Map<string, number>();
      for (const taken of steps) {
        if (taken.kind === 'set') {
          cache.set(taken.key, taken.value);
          all.set(taken.key, taken.value);
          assert.equal(cache.get(taken.key), taken.value);
        } else if (taken.kind === 'get') {
          const found = cache.get(taken.key);
          assert.ok(found === undefined || found === all.get(taken.key));
        } else if (taken.kind === 'delete') {
          cache.delete(taken.key);
          all.delete(taken.key);
          assert.equal(cache.get(taken.key), undefined);
        } else {
          cache.deleteWhere((value) => value % 2 !== 0);
          for (const [name, value] of all) if (value % 2 !== 0) all.delete(name);
        }
        assert.ok(cache.size <= capacity);
      }
    }),
  );
});

it('keeps what is asked for while the rest passes by', () => {
  const cache = new GenerationalCache<string>(10);
  cache.set('dear', 'kept');
  for (let at = 0; at < 100; at += 1) {
    cache.set(`passer-by ${at}`, 'forgotten');
    assert.equal(cache.get('dear'), 'kept');
  }
  assert.equal(cache.get('passer-by 0'), undefined);
  cache.clear();
  assert.equal(cache.get('dear'), undefined);
});
