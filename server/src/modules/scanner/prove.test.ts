import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyze, type Confirmation, type Finding } from '../../engines/index.ts';
import { createSandbox } from './evm-sandbox.ts';
import { proveFindings, withConfirmations } from './prove.ts';

async function prove(source: string, detector: string): Promise<Confirmation[]> {
  const files = [{ path: 'a.sol', content: source }];
  const { findings } = analyze(files, { detectors: [detector] });
  const confirmations = await proveFindings({ files, findings, totalMs: 60_000, findingMs: 20_000 });
  return findings.flatMap((finding) => confirmations.get(finding.id) ?? []);
}

const bank = (body: string): string => `pragma solidity ^0.8.0;
contract Bank {
  mapping(address => uint) balances;
  address owner = msg.sender;
  function deposit() external payable { balances[msg.sender] += msg.value; }
  ${body}
}`;

/** Per detector: sources in which it finds something, with whether that can be shown. */
const cases: readonly (readonly [name: string, detector: string, source: string, isReal: boolean])[] = [
  ['reentrancy that pays twice', 'reentrancy-eth', bank('function out() external { uint a = balances[msg.sender]; (bool ok,) = msg.sender.call{value: a}(""); require(ok); balances[msg.sender] = 0; }'), true],
  ['reentrancy that checked arithmetic stops', 'reentrancy-eth', bank('function out(uint a) external { require(balances[msg.sender] >= a); (bool ok,) = msg.sender.call{value: a}(""); require(ok); balances[msg.sender] -= a; }'), false],
  ['withdrawal open to everyone', 'arbitrary-send-eth', bank('function sweep(address payable to) external { to.transfer(address(this).balance); }'), true],
  ['withdrawal behind a password that the source shows', 'arbitrary-send-eth', bank('uint constant key = 987654321; function sweep(uint k, address payable to) external { require(k * 3 + 6 == key * 2); to.transfer(address(this).balance); }'), true],
  ['self-destruct after a take-over in two steps', 'unprotected-selfdestruct', bank('address next; function offer(address to) external { next = to; } function accept() external { require(msg.sender == next); owner = next; } function end() external { require(msg.sender == owner); selfdestruct(payable(msg.sender)); }'), true],
  ['overflow with a product of arguments', 'integer-overflow', 'pragma solidity ^0.4.0; contract T { mapping(address => uint) b; function batch(address[] to, uint v) public { uint sum = to.length * v; require(v > 0 && b[msg.sender] >= sum); b[msg.sender] -= sum; for (uint i = 0; i < to.length; i++) b[to[i]] += v; } }', true],
  ['initialiser that anyone can run again', 'unprotected-initializer', bank('function initialize(address who) external { owner = who; }'), true],
  ['delegatecall into code of the caller', 'controlled-delegatecall', bank('function run(address code, bytes calldata data) external { (bool ok,) = code.delegatecall(data); require(ok); }'), true],
  ['any call in the name of the contract', 'arbitrary-call', bank('function run(address to, bytes calldata data) external { (bool ok,) = to.call(data); require(ok); }'), true],
  ['tx.origin as the test of the owner', 'tx-origin-auth', bank('function sweep(address payable to) external { require(tx.origin == owner); to.transfer(address(this).balance); }'), true],
];

describe('proving', () => {
  for (const [name, detector, source, isReal] of cases) {
    it(`${isReal ? 'shows' : 'does not claim'}: ${name}`, async () => {
      const confirmations = await prove(source, detector);
      assert.notEqual(confirmations.length, 0, 'the detector found nothing to try');
      assert.equal(confirmations.some(({ status }) => status === 'proved'), isReal, JSON.stringify(confirmations.map(({ status, reason }) => [status, reason])));
    });
  }

  it('gives transactions that do it again in a fresh chain', async () => {
    const [confirmation] = await prove(cases[0]?.[2] ?? '', 'reentrancy-eth');
    const proof = confirmation?.proof;
    assert.ok(proof);
    assert.deepEqual(proof.steps.map(({ actor, succeeded }) => [actor, succeeded]), [['deployer', true], ['victim', true], ['attacker', true], ['attacker', true]]);
    const gain = proof.steps.slice(proof.attackFrom).flatMap(({ effects }) => effects).filter((effect) => effect.kind === 'balance' && effect.account.startsWith('0x4'));
    const total = gain.reduce((sum, effect) => sum + (effect.kind === 'balance' ? BigInt(effect.after) - BigInt(effect.before) : 0n), 0n);
    assert.ok(total > 0n, 'the attacker gains over all its transactions');
    const sandbox = await createSandbox();
    const address = proof.accounts.find(({ role }) => role.endsWith('under attack'))?.address ?? '';
    sandbox.set(proof.steps[0]?.from ?? '', { balance: 10n ** 21n });
    const [creation] = proof.steps;
    const outcome = sandbox.run({ from: creation?.from ?? '', to: null, value: 0n, data: Buffer.from(creation?.calldata.slice(2) ?? '', 'hex'), timestamp: 1n, blockNumber: 1n });
    assert.equal(outcome.created, address);
  });

  it('says why it did not try', async () => {
    const vyper: Finding[] = analyze([{ path: 'a.vy', content: 'owner: address\n\n@external\ndef kill():\n    selfdestruct(msg.sender)\n' }], { detectors: ['unprotected-selfdestruct'] }).findings;
    const files = [{ path: 'a.vy', content: '' }];
    const tried = withConfirmations(vyper, await proveFindings({ files, findings: vyper, totalMs: 1_000, findingMs: 1_000 }));
    assert.deepEqual(tried.map(({ confirmation }) => confirmation?.status), ['not-tried']);
    const [broken] = await prove(bank('function end() external { selfdestruct(payable(msg.sender)); } function bad() external { undefined_name(); }'), 'unprotected-selfdestruct');
    assert.equal(broken?.status, 'not-tried');
    assert.match(broken?.reason ?? '', /solc 0\.8\.30: Undeclared identifier/);
  });

  it('stops at its deadline', async () => {
    const files = [{ path: 'a.sol', content: cases[0]?.[2] ?? '' }];
    const { findings } = analyze(files, { detectors: ['reentrancy-eth'] });
    const confirmations = await proveFindings({ files, findings, totalMs: -1, findingMs: 1_000 });
    assert.deepEqual([...confirmations.values()].map(({ status, reason }) => [status, reason]), [['not-tried', 'the time for confirmation was used up']]);
  });
});
