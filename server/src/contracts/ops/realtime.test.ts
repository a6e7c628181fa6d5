import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Frame, Live } from '../kit/index.ts';
import type { Connection } from '../../platform/realtime/index.ts';
import { opsSocket } from './realtime.ts';

class Recorder {
  readonly sent: unknown[] = [];
  readonly topics = new Set<string>();
  subscribe(topic: string): void {
    this.topics.add(topic);
  }
  unsubscribe(topic: string): void {
    this.topics.delete(topic);
  }
  send(message: unknown): void {
    this.sent.push(message);
  }
}

async function speak(...frames: Frame[]): Promise<Recorder> {
  const recorder = new Recorder();
  for (const frame of frames) await opsSocket.onFrame({} as Live, recorder as unknown as Connection, frame);
  return recorder;
}

test('subscribe, unsubscribe and ping answer in the words of the guide', async () => {
  const { sent, topics } = await speak(
    { type: 'subscribe', channels: ['incidents', 'production'] },
    { type: 'unsubscribe', channels: ['production'] },
    { type: 'ping' },
  );
  assert.deepEqual(sent, [
    { type: 'subscribed', channels: ['incidents', 'production'] },
    { type: 'unsubscribed', channels: ['production'] },
    { type: 'pong' },
  ]);
  assert.deepEqual([...topics], ['ops:incidents']);
});

test('the spelling of the documents that the guide points to works as well', async () => {
  const { sent } = await speak({ action: 'subscribe', topics: ['tasks'] });
  assert.deepEqual(sent, [{ type: 'subscribed', channels: ['tasks'] }]);
});

test('a frame without sense gets an error and changes nothing', async () => {
  for (const frame of [{}, { type: 'shout' }, { type: 'subscribe', channels: 'incidents' }, { type: 'subscribe', channels: [7] }]) {
    const { sent, topics } = await speak(frame);
    assert.equal((sent[0] as { type: string }).type, 'error');
    assert.equal(topics.size, 0);
  }
});

test('one connection holds at most a hundred channels', async () => {
  const names = (from: number): string[] => Array.from({ length: 60 }, (_, at) => `squad:${from + at}`);
  const { sent, topics } = await speak({ type: 'subscribe', channels: names(0) }, { type: 'subscribe', channels: names(60) });
  assert.equal(topics.size, 60);
  assert.equal((sent[1] as { type: string }).type, 'error');
});

test('a first frame with channels is recognised, one of another guide is not', () => {
  assert.equal(opsSocket.recognises({ type: 'subscribe', channels: [] }), true);
  assert.equal(opsSocket.recognises({ action: 'subscribe', topics: [] }), true);
  assert.equal(opsSocket.recognises({ type: 'subscribe', channel: 'scans' }), false);
  assert.equal(opsSocket.recognises({ service: 'mempool' }), false);
});
