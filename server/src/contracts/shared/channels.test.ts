import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Channels, follow, readWish, scanChannel } from './channels.ts';

const channels: Channels = { scans: scanChannel((userId) => `scans:${userId}`), trades: null };

test('every guide\'s spelling of a subscription is read', () => {
  const wish = { type: 'subscribe', known: ['scans'], unknown: [] };
  for (const names of [{ channel: 'scans' }, { channels: ['scans'] }, { events: ['scans'] }, { topics: ['scans'] }]) {
    assert.deepEqual(readWish({ type: 'subscribe', ...names }, channels), wish);
  }
  assert.deepEqual(readWish({ type: 'unsubscribe', channels: ['trades', 'toString', '__proto__'] }, channels), { type: 'unsubscribe', known: ['trades'], unknown: ['toString', '__proto__'] });
});

test('news of scans reach only callers who may read scans', () => {
  const joinedBy = (...permissions: string[]): string[] => {
    const joined: string[] = [];
    const principal = { userId: 'u1', permissions: new Set(permissions) };
    follow({ principal, subscribe: (topic: string) => joined.push(topic) } as unknown as Parameters<typeof follow>[0], channels, { type: 'subscribe', known: ['scans', 'trades'] });
    return joined;
  };
  assert.deepEqual(joinedBy('read:scans'), ['scans:u1']);
  assert.deepEqual(joinedBy('*'), ['scans:u1']);
  assert.deepEqual(joinedBy('read:reports', 'write:scans'), []);
});

test('other frames are no wish, and none is a fault', () => {
  assert.equal(readWish({ type: 'ping' }, channels), null);
  fc.assert(fc.property(fc.dictionary(fc.constantFrom('type', 'channel', 'channels', 'events', 'topics'), fc.anything()), (frame) => {
    const wish = readWish(frame, channels);
    assert.ok(wish === null || wish.known.every((name) => name === 'scans' || name === 'trades'));
  }));
});
