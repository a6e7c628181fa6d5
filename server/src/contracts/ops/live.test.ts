import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LoneBus } from '../../../test/support/lone-bus.ts';
import { defineEvent } from '../../platform/bus/types.ts';
import type { Principal } from '../../platform/context/index.ts';
import type { Connection, Hub } from '../../platform/realtime/index.ts';
import type { Live } from '../kit/index.ts';
import { feed } from './live.ts';

interface Told {
  readonly topics: readonly string[];
  readonly frame: Record<string, unknown>;
  readonly accepts: (reader: Connection) => boolean;
}

const opened = defineEvent<{ id: string; squad: string; environment: string }>('door.opened');

/** What the bridge makes of one event. */
function bridge(readerId?: string): Told {
  const told: Told[] = [];
  const bus = new LoneBus();
  const hub: Pick<Hub, 'publishToAny'> = { publishToAny: (topics, frame, accepts) => void told.push({ topics, frame: frame as Record<string, unknown>, accepts }) };
  const start = feed(opened, (door) => ({ type: 'incident', action: 'created', data: door, channels: ['incidents', 'dev', `squad:${door.squad}`], actorId: 'u-7', ...(readerId !== undefined && { readerId }) }));
  start({ hub, bus } as unknown as Live);
  bus.publish(opened, { id: '1', squad: 'Platform', environment: 'development' });
  const [only] = told;
  assert.ok(only !== undefined && told.length === 1);
  return only;
}

function reader(permissions: readonly string[], state?: object): Connection {
  const principal = { userId: 'u-1', permissions: new Set(permissions) } as unknown as Principal;
  return { principal, state } as unknown as Connection;
}

test('an event has the shape of the guide and goes to its channels, with one name for an environment', () => {
  const { topics, frame } = bridge();
  const { timestamp, ...rest } = frame;
  assert.deepEqual(rest, { type: 'incident', action: 'created', data: { id: '1', squad: 'Platform', environment: 'development' }, user_id: 'u-7' });
  assert.match(String(timestamp), /^\d{4}-\d\d-\d\dT.*Z$/);
  assert.deepEqual(topics, ['ops:incidents', 'ops:development', 'ops:squad:Platform']);
});

test('only those who may read its kind get it, and only its one reader where it is personal', () => {
  const { accepts } = bridge();
  assert.equal(accepts(reader(['read:incidents'])), true);
  assert.equal(accepts(reader(['read:tasks'])), false);
  assert.equal(accepts({ principal: null } as unknown as Connection), false);
  assert.equal(bridge('u-2').accepts(reader(['*'])), false);
  assert.equal(bridge('u-1').accepts(reader(['*'])), true);
});

test('a connection that asked for one environment or squad gets nothing of another', () => {
  const { accepts } = bridge();
  assert.equal(accepts(reader(['*'], { environment: 'development', squad: 'Platform' })), true);
  assert.equal(accepts(reader(['*'], { environment: 'production' })), false);
  assert.equal(accepts(reader(['*'], { squad: 'Data' })), false);
});
