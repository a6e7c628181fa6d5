import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LoneBus } from '../../../test/support/lone-bus.ts';
import { incidentUpdated } from './incident.events.ts';
import { Totals } from './totals.ts';

test('a total is counted once until an incident changes or news was lost, and never kept when it changed while counting', async () => {
  const bus = new LoneBus();
  const totals = new Totals(bus);
  let counted = 0;
  const count = async (): Promise<number> => {
    counted += 1;
    return counted;
  };
  assert.deepEqual([await totals.of('open', count), await totals.of('open', count), await totals.of('closed', count)], [1, 1, 2]);
  bus.publish(incidentUpdated, {} as never);
  assert.equal(await totals.of('open', count), 3);
  bus.loseSome();
  const slow = totals.of('open', async () => {
    bus.publish(incidentUpdated, {} as never);
    return 99;
  });
  assert.equal(await slow, 99);
  assert.equal(await totals.of('open', count), 4);
});
