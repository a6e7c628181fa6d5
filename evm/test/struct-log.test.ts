import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random, randomProgram } from '../fuzz/program.ts';
import { createEvm, createState, traceSync } from '../src/index.ts';

const evm = await createEvm({ fork: 'cancun' });
const TO = '0x00000000000000000000000000000000000c0de1';

test('the fast JSON is the JSON of the steps', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const state = createState(evm, { accounts: { [TO]: { code: randomProgram(new Random(seed)), balance: 5n, storage: { 1: 3n } } } });
    const trace = traceSync(state, { transaction: { to: TO, gas: 100_000n }, tracer: 'structLogs' });
    const { gas, failed, returnValue } = trace, steps = [...trace.structLogs];
    assert.deepEqual(JSON.parse(trace.json()), JSON.parse(JSON.stringify({ gas, failed, returnValue, structLogs: steps })));
  }
});

test('steps show what geth shows', () => {
  // PUSH1 2, PUSH1 0, SSTORE, PUSH1 0, SLOAD, PUSH1 0, MSTORE, PUSH1 32, PUSH1 0, RETURN
  const state = createState(evm, { accounts: { [TO]: { code: '0x600260005560005460005260206000f3' } } });
  const { structLogs, returnValue, failed } = traceSync(state, { transaction: { to: TO, gas: 100_000n }, tracer: 'structLogs', options: { enableMemory: true } });
  const steps = [...structLogs], zero = '0'.repeat(64), two = `${'0'.repeat(63)}2`;
  assert.equal(failed, false);
  assert.equal(returnValue, `0x${two}`);
  assert.deepEqual(steps.slice(0, 3), [
    { pc: 0, op: 'PUSH1', gas: 79_000, gasCost: 3, depth: 1, stack: [] },
    { pc: 2, op: 'PUSH1', gas: 78_997, gasCost: 3, depth: 1, stack: ['0x2'] },
    { pc: 4, op: 'SSTORE', gas: 78_994, gasCost: 22_100, depth: 1, stack: ['0x2', '0x0'], storage: { [zero]: two } },
  ]);
  assert.deepEqual(steps.at(-1), {
    pc: 15, op: 'RETURN', gas: steps.at(-1)?.gas, gasCost: 0, depth: 1, stack: ['0x20', '0x0'], memory: [two],
  });
});
