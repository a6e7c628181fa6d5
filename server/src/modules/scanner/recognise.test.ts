import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { recognise, Unreadable } from './recognise.ts';

const bytes = (text: string): Uint8Array => strToU8(text);
const contract = 'pragma solidity ^0.8.0; contract A {}';

function refused(kind: Unreadable['kind'], message?: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof Unreadable, String(error));
    assert.equal(error.kind, kind);
    if (message !== undefined) assert.match(error.message, message);
    return true;
  };
}

test('the kind is told by content, whatever the name says', async () => {
  assert.equal((await recognise('notes.txt', bytes(contract))).format, 'solidity');
  assert.equal((await recognise('A.sol', bytes('# @version 0.3.7\n@external\ndef f() -> uint256:\n    return 1\n'))).format, 'vyper');
  assert.equal((await recognise('A.sol', zipSync({ 'src/A.sol': bytes(contract) }))).format, 'zip');
  const standard = JSON.stringify({ language: 'Solidity', sources: { 'src/A.sol': { content: contract } } });
  const read = await recognise('x.sol', bytes(standard));
  assert.equal(read.format, 'standard-json');
  assert.deepEqual(read.files, [{ path: 'src/A.sol', content: contract }]);
  assert.deepEqual(await recognise('A.bin', bytes('0x6080604052348015600e575f80fd\n')), { format: 'artifact', files: [{ path: 'A.bin.hex', content: '0x6080604052348015600e575f80fd' }] });
  const artifact = JSON.stringify({ contractName: 'A', abi: [], bytecode: '0x6001', deployedBytecode: '0x6002' });
  assert.deepEqual(await recognise('A.sol', bytes(artifact)), { format: 'artifact', files: [{ path: 'A.hex', content: '0x6002' }] });
  assert.deepEqual((await recognise('out.zip', zipSync({ 'out/A.json': bytes(artifact), 'out/cache.json': bytes('{}') }))).files, [{ path: 'out/A/A.hex', content: '0x6002' }]);
});

test('text in an older encoding is read: stray bytes in a comment, UTF-16 with its mark', async () => {
  const latin = Buffer.concat([bytes(`// Andr`), Buffer.from([0xe9]), bytes(`\n${contract}`)]);
  assert.equal((await recognise('A.sol', latin)).files[0]?.content, `// Andr\uFFFD\n${contract}`);
  for (const [mark, swapped] of [[[0xff, 0xfe], false], [[0xfe, 0xff], true]] as const) {
    const wide = Buffer.from(contract, 'utf16le');
    const file = Buffer.concat([Buffer.from(mark), swapped ? wide.swap16() : wide]);
    assert.equal((await recognise('A.sol', file)).files[0]?.content, contract);
  }
  await assert.rejects(recognise('A.sol', Buffer.alloc(100, 0xe9)), refused('unsupported'));
});

test('names never become paths', async () => {
  for (const name of ['../../etc/passwd', 'C:\\x\\A.sol', '/etc/A.sol', '..', '']) {
    const [file] = (await recognise(name, bytes(contract))).files;
    assert.match(file?.path ?? '', /^[\w@ -][\w.@ -]*\.sol$/);
  }
});

test('what is not source is refused with the reason', async () => {
  await assert.rejects(recognise('A.sol', new Uint8Array()), refused('empty'));
  await assert.rejects(recognise('A.sol', bytes('  \n ')), refused('empty'));
  await assert.rejects(recognise('A.sol', randomBytes(2000)), refused('unsupported'));
  await assert.rejects(recognise('A.exe', bytes('MZ this is a program')), refused('unsupported'));
  await assert.rejects(recognise('a.json', bytes('{"hello":"world"}')), refused('malformed'));
  await assert.rejects(recognise('a.json', bytes('{"sources":')), refused('malformed'));
});

test('of an archive only sources are taken', async () => {
  const zip = zipSync({ 'a/A.sol': bytes(contract), 'b/B.vy': bytes('x: uint256'), 'README.md': bytes('hello'), '__MACOSX/a/A.sol': bytes('junk') });
  assert.deepEqual((await recognise('z.zip', zip)).files.map((file) => file.path), ['a/A.sol', 'b/B.vy']);
  await assert.rejects(recognise('z.zip', zipSync({ 'README.md': bytes('hello') })), refused('malformed', /no \.sol/));
});

test('an archive that leaves its folder, unfolds too far or is damaged is refused', async () => {
  for (const name of ['../A.sol', '/abs/A.sol', 'a/../../A.sol', 'a\\..\\A.sol']) {
    await assert.rejects(recognise('z.zip', zipSync({ [name]: bytes(contract) })), refused('malformed'), name);
  }
  await assert.rejects(recognise('bomb.zip', zipSync({ 'A.sol': new Uint8Array(9 * 1_048_576) }, { level: 9 })), refused('malformed', /compressed more than/));
  const many = Object.fromEntries(Array.from({ length: 2_001 }, (_, at) => [`${at}.sol`, bytes('')]));
  await assert.rejects(recognise('many.zip', zipSync(many)), refused('malformed', /2000 entries/));
  const whole = zipSync({ 'A.sol': bytes(contract) });
  await assert.rejects(recognise('cut.zip', whole.subarray(0, whole.length - 30)), refused('malformed'));
});

test('a lying directory does not get more than it claims', async () => {
  const zip = zipSync({ 'A.sol': [bytes(contract.repeat(200)), { level: 9 }] });
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  for (let at = 0; at + 4 <= zip.length; at += 1) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
  }
  await assert.rejects(recognise('lie.zip', zip), refused('malformed'));
});

test('arbitrary bytes are sources or a refusal, never a crash', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (content, asZip) => {
    const given = asZip ? Uint8Array.from([0x50, 0x4b, 3, 4, ...content]) : content;
    await recognise('x', given).catch((error: unknown) => assert.ok(error instanceof Unreadable, String(error)));
  }), { numRuns: 300 });
});
