import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import type { ServerFrame } from '../api/types.ts';
import { LiveConnection } from './connection.ts';

/** A socket whose other end is the test. */
class TestSocket extends EventTarget {
  readyState = 0;
  readonly sent: unknown[] = [];

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.readyState = 3;
  }

  accept(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  receive(frame: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }));
  }

  drop(code: number): void {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
  }
}

function setup() {
  const sockets: TestSocket[] = [];
  const frames: ServerFrame[] = [];
  let gaps = 0;
  const live = new LiveConnection({
    url: 'ws://test',
    onFrame: (frame) => frames.push(frame),
    onGap: () => { gaps += 1; },
    open() {
      const socket = new TestSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
  });
  live.start();
  const last = (): TestSocket => sockets.at(-1) ?? assert.fail('no socket was opened');
  return { live, sockets, frames, last, gaps: () => gaps };
}

test('subscribes when open and hands frames on', (t) => {
  const { live, last, frames } = setup();
  t.after(() => live.stop());
  assert.equal(live.state.get(), 'connecting');
  last().accept();
  assert.equal(live.state.get(), 'live');
  assert.deepEqual(last().sent, [{ type: 'subscribe', topics: ['scans', 'system', 'incidents', 'tasks'] }]);
  last().receive({ topic: 'scans', event: 'deleted', data: { id: 'a' } });
  last().receive('noise');
  assert.equal(frames.length, 1);
});

test('a lost socket is opened again and the gap is told', (t) => {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  t.after(() => mock.timers.reset());
  const { live, last, sockets, gaps } = setup();
  last().accept();
  last().drop(1006);
  assert.equal(live.state.get(), 'waiting');
  mock.timers.tick(600);
  assert.equal(sockets.length, 2);
  assert.equal(gaps(), 1);
  last().accept();
  assert.equal(gaps(), 2);
  live.stop();
});

test('a refusal is final', (t) => {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  t.after(() => mock.timers.reset());
  const { live, last, sockets } = setup();
  last().accept();
  last().drop(1008);
  assert.equal(live.state.get(), 'refused');
  mock.timers.tick(60_000);
  assert.equal(sockets.length, 1);
});

test('a pause leaves the topics, ignores late frames and catches up on resume', (t) => {
  const { live, last, frames, gaps } = setup();
  t.after(() => live.stop());
  last().accept();
  live.pause();
  assert.equal(live.state.get(), 'paused');
  last().receive({ topic: 'scans', event: 'deleted', data: { id: 'a' } });
  assert.equal(frames.length, 0);
  live.resume();
  assert.equal(live.state.get(), 'live');
  assert.equal(gaps(), 2);
  assert.deepEqual(last().sent.at(-1), { type: 'subscribe', topics: ['scans', 'system', 'incidents', 'tasks'] });
});
