import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compilerFor } from '../../../test/support/solc.ts';
import { analyzeBytecode, type BytecodeReport, BytecodeError, disassembly, readBytecode } from './analyze.ts';
import { LIMITS } from './explore.ts';

const hex = (text: string): Uint8Array => readBytecode(text.replaceAll(' ', ''));

/** The same contract in the words of 0.4 and of 0.8. */
function sourceOf(isOld: boolean): string {
  const [payable, to, init, check] = isOld
    ? ['', (who: string) => who, 'function Sample() public', (call: string) => `require(${call});`] as const
    : ['payable', (who: string) => `payable(${who})`, 'constructor()', (call: string) => `{ (bool ok,) = ${call}; require(ok); }`] as const;
  return `
contract Sample {
  address owner; mapping(address => uint) balances; mapping(address => bool) admins; uint seed;
  ${init} { owner = msg.sender; }
  function kill(address ${payable} to) public { selfdestruct(to); }
  function ownerKill() public { require(msg.sender == owner); selfdestruct(${to('owner')}); }
  function adminKill() public { require(admins[msg.sender]); selfdestruct(${to('owner')}); }
  function run(address target, bytes memory data) public { ${check('target.delegatecall(data)')} }
  function set(uint x) public { require(tx.origin == owner); seed = x; }
  function human() public { require(tx.origin == msg.sender); seed = 1; }
  function drop(address ${payable} to) public { to.send(1); seed = 2; }
  function checked(address ${payable} to) public { require(to.send(1)); seed = 2; }
  function sweep(address ${payable} to) public { to.transfer(address(this).balance); }
  function draw() public view returns (uint) { return uint(blockhash(block.number - 1)) % 10; }
  function withdraw() public { uint b = balances[msg.sender]; balances[msg.sender] = 0; ${to('msg.sender')}.transfer(b); }
}`;
}

interface Compiled {
  creation: Uint8Array;
  runtime: Uint8Array;
  names: Map<string, string>;
}

interface Output {
  contracts: Record<string, Record<string, { evm: { bytecode: { object: string }; deployedBytecode: { object: string }; methodIdentifiers: Record<string, string> } }>>;
}

function compile(minor: number, settings: object): Compiled {
  const outputSelection = { '*': { '*': ['evm.bytecode.object', 'evm.deployedBytecode.object', 'evm.methodIdentifiers'] } };
  const input = { language: 'Solidity', sources: { a: { content: sourceOf(minor < 5) } }, settings: { ...settings, outputSelection } };
  const evm = (JSON.parse(compilerFor(minor)(JSON.stringify(input))) as Output).contracts['a']?.['Sample']?.evm;
  assert.ok(evm);
  const names = new Map(Object.entries(evm.methodIdentifiers).map(([signature, selector]) => [`0x${selector}`, signature.replace(/\(.*/, '')]));
  return { creation: hex(evm.bytecode.object), runtime: hex(evm.deployedBytecode.object), names };
}

const EXPECTED = [
  ['arbitrary-send-eth', 'sweep'], ['controlled-delegatecall', 'run'], ['tx-origin-auth', 'set'], ['unchecked-low-level-call', 'drop'],
  ['unprotected-selfdestruct', 'kill'], ['weak-prng', 'draw'],
];

const faultsOf = (report: BytecodeReport, names: Map<string, string>): (string | undefined)[][] =>
  report.faults.map(({ detector, selector }) => [detector, names.get(selector ?? '')]).sort(([a = ''], [b = '']) => a.localeCompare(b));

describe('what a compiler makes of one contract', () => {
  const builds: [number, object][] = [
    [4, {}], [4, { optimizer: { enabled: true } }], [7, {}], [8, {}], [8, { optimizer: { enabled: true } }], [8, { viaIR: true, optimizer: { enabled: true } }],
  ];
  for (const [minor, settings] of builds) {
    it(`is understood as 0.${minor} ${JSON.stringify(settings)}`, () => {
      const { creation, runtime, names } = compile(minor, settings);
      const report = analyzeBytecode(runtime);
      assert.deepEqual(report.incomplete, []);
      assert.deepEqual(report.functions.map(({ selector }) => selector).sort(), [...names.keys()].sort());
      assert.deepEqual(faultsOf(report, names), EXPECTED);
      assert.ok(report.metadata && report.metadata.start < runtime.length);
      const created = analyzeBytecode(creation);
      assert.deepEqual({ ...created, isCreation: false }, report);
      assert.equal(created.isCreation, true);
    });
  }
});

describe('metadata', () => {
  it('names the compiler', () => assert.deepEqual(analyzeBytecode(compile(8, {}).runtime).metadata?.compiler, { name: 'solc', version: '0.8.30' }));

  it('of Vyper counts its own length', () => {
    const { metadata } = analyzeBytecode(hex(`00 84 19 0100 80 00 a1 65 7679706572 83 00 03 0a 0013`));
    assert.deepEqual(metadata, { start: 1, compiler: { name: 'vyper', version: '0.3.10' }, hashes: {} });
  });

  it('is not seen in code that only ends like it', () => assert.equal(analyzeBytecode(hex('6001600200 0004')).metadata, null));
});

describe('proxies', () => {
  const address = 'bebebebebebebebebebebebebebebebebebebebe';
  const cases: [string, string, BytecodeReport['proxy']][] = [
    ['EIP-1167', `363d3d373d3d3d363d73${address}5af43d82803e903d91602b57fd5bf3`, { standard: 'EIP-1167', target: `0x${address}` }],
    ['EIP-1167 with PUSH0', `365f5f375f5f365f73${address}5af43d5f5f3e5f3d91602a57fd5bf3`, { standard: 'EIP-1167', target: `0x${address}` }],
    ['EIP-7702', `ef0100${address}`, { standard: 'EIP-7702', target: `0x${address}` }],
    ['EIP-1967', '365f5f375f5f365f7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc545af400', { standard: 'EIP-1967', target: null }],
    ['an ordinary contract', '6001600201', null],
    ['a delegation with a byte too many', `ef0100${address}00`, null],
  ];
  for (const [name, code, proxy] of cases) it(name, () => assert.deepEqual(analyzeBytecode(hex(code)).proxy, proxy));

  it('a proxy is not blamed for running the code it names', () => {
    assert.deepEqual(analyzeBytecode(hex(`363d3d373d3d3d363d73${address}5af43d82803e903d91602b57fd5bf3`)).faults, []);
  });
});

describe('input', () => {
  it('is listed instruction by instruction', () => assert.equal(disassembly(hex('0x6080604052 5f 00')), '0000 PUSH1 0x80\n0002 PUSH1 0x40\n0004 MSTORE\n0005 PUSH0\n0006 STOP'));
  it('may end in the middle of a PUSH', () => assert.equal(disassembly(hex('61ff')), '0000 PUSH2 0xff00'));
  it('without code is no fault', () => assert.deepEqual(analyzeBytecode(hex('0x')).faults, []));

  const refused: [string, string, BytecodeError['code']][] = [
    ['half a byte', '0x123', 'NOT_HEX'], ['other letters', '0xzz', 'NOT_HEX'], ['a library that is not linked', '6080__$1234567890123456789012345678901234$__50', 'NOT_LINKED'],
    ['absurd length', '00'.repeat(1_000_001), 'TOO_LARGE'],
  ];
  for (const [name, text, code] of refused) it(`${name} is refused`, () => assert.throws(() => readBytecode(text), (error) => error instanceof BytecodeError && error.code === code));

  it('tells where a jump goes nowhere known', () => {
    assert.deepEqual(analyzeBytecode(hex('5f35 56')).incomplete, ['the target of the jump at offset 2 is not known']);
  });
});

describe('any bytes', () => {
  const limits = { steps: 20_000, statesPerBlock: 16 };

  it('are analysed within the limits', () => {
    const bytes = fc.uint8Array({ maxLength: 600 });
    fc.assert(fc.property(bytes, (code) => assert.ok(analyzeBytecode(code, limits).steps <= limits.steps)), { numRuns: 5_000 });
  });

  it('also when they jump and branch a lot', () => {
    const piece = fc.constantFrom('5b', '56', '57', '5f', '35', '33', '14', '15', '6000', '6003', '6010', '80', '81', '90', '91', '50', 'f1', '54', '55', '52', '51', '20', 'ff', 'f3', 'fd', '0a', '19', '7f');
    const code = fc.array(piece, { maxLength: 300 });
    fc.assert(fc.property(code, (parts) => assert.ok(analyzeBytecode(hex(parts.join('')), limits).steps <= limits.steps)), { numRuns: 2_000 });
  });

  it('in a loop that never ends are cut off or settled', () => {
    // A counter of unknown size: the stack has the same shape in every round.
    assert.deepEqual(analyzeBytecode(hex('5f 5b 6001 01 6001 56')).incomplete, []);
    // A stack that grows in every round is cut off.
    assert.match(analyzeBytecode(hex('5b 5f 5f 56')).incomplete.join(), /limits/);
  });

  it('of the largest size end before the cap', () => assert.ok(analyzeBytecode(new Uint8Array(1_000_000).fill(0x5b)).steps <= LIMITS.steps));
});
