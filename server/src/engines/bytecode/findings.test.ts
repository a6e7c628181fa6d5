import assert from 'node:assert/strict';
import { it } from 'node:test';
import { analyze } from '../solidity/analyze.ts';

/** `calldataload(0) >> 224 == 0x41c0e1b5 ? selfdestruct(caller) : stop` */
const DESTRUCTIBLE = '0x5f3560e01c6341c0e1b514600f57005b33ff';

it('bytecode goes the same way as sources, with lines of its disassembly', () => {
  const report = analyze([{ path: 'a.hex', content: DESTRUCTIBLE }, { path: 'b.vy', content: 'x: uint256\n' }]);
  assert.deepEqual(report.findings.map(({ detector, file, function: name, startLine, snippet }) => [detector, file, name, startLine, snippet]), [
    ['unprotected-selfdestruct', 'a.hex', '0x41c0e1b5', 12, '0011 SELFDESTRUCT'],
  ]);
  assert.deepEqual(report.files.map(({ path, lines }) => [path, lines]), [['b.vy', 2], ['a.hex', 12]]);
  assert.match(report.incomplete.map(({ reason }) => reason).join(), /only bytecode was given/);
});

it('only the chosen detectors report', () => {
  assert.deepEqual(analyze([{ path: 'a', content: DESTRUCTIBLE }], { detectors: ['weak-prng'] }).findings, []);
});

it('a proxy is named, since its code is elsewhere', () => {
  const report = analyze([{ path: 'account', content: `0xef0100${'ab'.repeat(20)}` }]);
  assert.ok(report.incomplete.some(({ reason }) => reason.includes(`EIP-7702): it runs the code at 0x${'ab'.repeat(20)}`)));
});

it('what is no bytecode is said to be none', () => {
  assert.deepEqual(analyze([{ path: 'a.bin', content: 'not hexadecimal' }]).incomplete, [{ file: 'a.bin', line: null, reason: 'bytecode is an even number of hexadecimal digits' }]);
});
