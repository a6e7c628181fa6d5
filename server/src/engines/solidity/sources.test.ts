import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readSources, SourcesError } from './sources.ts';

const CODE = 'contract A {}\n';
const paths = (name: string, text: string): string[] => readSources(name, text).map((file) => file.path);

describe('readSources', () => {
  it('takes source text as it is', () => assert.deepEqual(readSources('A.sol', CODE), [{ path: 'A.sol', content: CODE }]));

  it('unpacks standard JSON, Etherscan and flat forms', () => {
    const standard = { language: 'Solidity', sources: { 'src/A.sol': { content: CODE }, 'B.sol': { content: CODE } }, settings: {} };
    assert.deepEqual(paths('input.json', JSON.stringify(standard)), ['src/A.sol', 'B.sol']);
    assert.deepEqual(paths('x', `{${JSON.stringify(standard)}}`), ['src/A.sol', 'B.sol']);
    assert.deepEqual(paths('x', JSON.stringify({ 'A.sol': { content: CODE }, 'B.sol': CODE })), ['A.sol', 'B.sol']);
  });

  const artifacts: [string, object, { path: string; content: string }[]][] = [
    ['build-info of Hardhat and Foundry', { _format: 'hh-sol-build-info-1', id: '1', input: { language: 'Solidity', sources: { 'contracts/A.sol': { content: CODE } } }, output: { contracts: {} } }, [{ path: 'contracts/A.sol', content: CODE }]],
    ['an artifact of Hardhat', { _format: 'hh-sol-artifact-1', contractName: 'A', sourceName: 'contracts/A.sol', abi: [], bytecode: '0x6001', deployedBytecode: '0x6002' }, [{ path: 'A.hex', content: '0x6002' }]],
    ['an artifact of Foundry', { abi: [], bytecode: { object: '0x6001', linkReferences: {} }, deployedBytecode: { object: '0x6002' }, methodIdentifiers: {}, id: 0 }, [{ path: 'x.hex', content: '0x6002' }]],
    ['an artifact of Truffle', { contractName: 'A', abi: [], bytecode: '0x6001', source: CODE, sourcePath: '/home/me/A.sol' }, [{ path: 'A.sol', content: CODE }]],
    ['the compiler\'s standard output', { contracts: { 'A.sol': { A: { evm: { bytecode: { object: '6001' } } } } } }, [{ path: 'A.sol/A.hex', content: '0x6001' }]],
    ['combined JSON', { contracts: { 'A.sol:A': { bin: '6001', 'bin-runtime': '6002' } }, version: '0.8.30' }, [{ path: 'A.sol/A.hex', content: '0x6002' }]],
  ];
  for (const [name, document, files] of artifacts) it(`reads ${name}`, () => assert.deepEqual(readSources('out/x.json', JSON.stringify(document)), files));

  it('says that an interface has no code', () => {
    assert.throws(() => readSources('I.json', JSON.stringify({ contractName: 'I', abi: [], bytecode: '0x', deployedBytecode: '0x' })), { name: 'SourcesError', code: 'NO_SOURCES' });
  });

  const refused: [string, string, SourcesError['code']][] = [
    ['no JSON', '{ what', 'NOT_JSON'],
    ['a list', '{"sources": []}', 'NO_SOURCES'],
    ['links only', '{"sources": {"A.sol": {"urls": ["x"]}}}', 'NO_SOURCES'],
    ['a way out', JSON.stringify({ sources: { '../../etc/passwd': { content: CODE } } }), 'UNSAFE_PATH'],
    ['a way out in the middle', JSON.stringify({ sources: { 'a\\..\\..\\b.sol': { content: CODE } } }), 'UNSAFE_PATH'],
    ['no name', JSON.stringify({ sources: { '/': { content: CODE } } }), 'UNSAFE_PATH'],
    ['too many', JSON.stringify(Object.fromEntries(Array.from({ length: 5_001 }, (_, at) => [`${at}.sol`, CODE]))), 'TOO_MANY_FILES'],
  ];
  for (const [name, text, code] of refused) it(`refuses ${name}`, () => assert.throws(() => readSources('x.json', text), { name: 'SourcesError', code }));

  it('throws nothing but its own error', () => {
    fc.assert(fc.property(fc.oneof(fc.json().map((json) => `{"sources": ${json}}`), fc.string().map((text) => `{${text}`)), (text) => {
      try {
        for (const { path } of readSources('x.json', text)) assert.ok(!path.startsWith('/') && !path.split('/').includes('..'));
      } catch (error) {
        assert.ok(error instanceof SourcesError);
      }
    }));
  });
});
