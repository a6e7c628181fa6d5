import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compilerFor } from '../../../../test/support/solc.ts';
import { buildProject } from '../project/build.ts';
import { storageLayout } from './storage-layout.ts';

interface SolcLayout {
  storage: { label: string; slot: string; offset: number }[];
}
interface SolcOutput {
  contracts?: Record<string, Record<string, { storageLayout: SolcLayout }>>;
  errors?: { severity: string; formattedMessage: string }[];
}

type Places = Record<string, [string, string, number][]>;

/** What the compiler says of every contract of a file. */
function placesOfSolc(source: string): Places {
  const input = { language: 'Solidity', sources: { 'a.sol': { content: source } }, settings: { outputSelection: { '*': { '*': ['storageLayout'] } } } };
  const output = JSON.parse(compilerFor(8)(JSON.stringify(input))) as SolcOutput;
  const fault = output.errors?.find(({ severity }) => severity === 'error');
  if (fault) throw new Error(fault.formattedMessage);
  return Object.fromEntries(Object.entries(output.contracts?.['a.sol'] ?? {}).map(([name, { storageLayout: layout }]) => [name, layout.storage.map(({ label, slot, offset }) => [label, slot, offset])]));
}

function placesOfOurs(source: string): Places {
  const { project, incomplete } = buildProject([{ path: 'a.sol', content: source }]);
  assert.deepEqual(incomplete, []);
  return Object.fromEntries(project.contracts.map((contract) => {
    const { entries, missing } = storageLayout(contract);
    assert.deepEqual(missing, []);
    return [contract.name, entries.map(({ label, slot, offset }) => [label, String(slot), offset])];
  }));
}

const prelude = `pragma solidity 0.8.30;
uint256 constant THREE = 3;
type Price is uint96;
enum Small { A, B }
struct Inner { uint8 a; uint128 b; Small c; }
struct Node { mapping(uint256 => Node) next; Node[] list; uint8 tail; }
uint256 constant FIVE = 2 ** 3 - THREE;
interface Token {}
`;

const valueType = fc.constantFrom('uint8', 'uint16', 'uint128', 'uint256', 'int24', 'bool', 'address', 'address payable', 'bytes1', 'bytes20', 'bytes32', 'Small', 'Price', 'Token', 'function (uint256) external', 'function () internal');
const { type: anyType } = fc.letrec<{ type: string }>((tie) => ({
  type: fc.oneof({ depthSize: 'small', withCrossShrink: true }, valueType,
    fc.constantFrom('string', 'bytes', 'Inner', 'Node'),
    tie('type').map((type) => `mapping(address => ${type})`),
    tie('type').map((type) => `${type.startsWith('function') ? 'uint40' : type}[]`),
    fc.tuple(tie('type'), fc.constantFrom('1', '3', '7', 'THREE', 'FIVE', '(2 + 1) * 2', '12 / 3')).map(([type, length]) => `${type.startsWith('function') ? 'uint40' : type}[${length}]`)),
}));
const variable = fc.record({ type: anyType, word: fc.constantFrom('', '', '', 'transient') });
const contract = fc.record({ variables: fc.array(variable, { maxLength: 8 }), structs: fc.array(fc.array(anyType, { minLength: 1, maxLength: 4 }), { maxLength: 2 }), base: fc.nat({ max: 3 }) });

function write(contracts: readonly { variables: readonly { type: string; word: string }[]; structs: readonly (readonly string[])[]; base: number }[]): string {
  return prelude + contracts.map(({ variables, structs, base }, at) => {
    const own = structs.map((fields, index) => `struct S${at}_${index} { ${fields.map((type, field) => `${type} f${field};`).join(' ')} } S${at}_${index} s${at}_${index}; S${at}_${index}[2] t${at}_${index};`);
    const isTransientAllowed = (type: string): boolean => /^(u?int\d+|bool|address|bytes\d+)$/.test(type);
    const members = variables.map(({ type, word }, index) => `${type} ${word === 'transient' && isTransientAllowed(type) ? 'transient ' : ''}v${at}_${index};`);
    const parent = at > base ? ` is C${at - base - 1}` : '';
    return `contract C${at}${parent} { uint256 constant K${at} = 1; uint256 immutable i${at} = 2; ${[...own, ...members].join(' ')} }`;
  }).join('\n');
}

describe('storage layout', () => {
  it('agrees with the compiler on generated contracts', () => {
    fc.assert(fc.property(fc.array(contract, { minLength: 5, maxLength: 12 }), (contracts) => {
      const source = write(contracts);
      assert.deepEqual(placesOfOurs(source), { ...placesOfSolc(source) });
    }), { numRuns: 30 });
  });

  it('honours `layout at`', () => {
    const source = 'pragma solidity 0.8.30; contract A layout at 2**255 + 0x10 { uint8 a; uint256 b; }';
    assert.deepEqual(placesOfOurs(source), placesOfSolc(source));
  });

  it('says what it does not know', () => {
    const { project } = buildProject([{ path: 'a.sol', content: 'contract A is Missing { Unknown u; uint8[LENGTH] l; }' }]);
    const [contractA] = project.contracts;
    assert.ok(contractA);
    assert.deepEqual(storageLayout(contractA).missing, ['base Missing of A', 'the type of u', 'the type of l']);
  });
});
