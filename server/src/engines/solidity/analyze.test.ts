import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Progress } from '../findings.ts';
import { analyze } from './analyze.ts';

const BAD = `pragma solidity 0.8.24;
contract Wallet {
    address owner = msg.sender;
    function take() external {
        require(tx.origin == owner);
        payable(msg.sender).transfer(1);
    }
}
`;
const scan = (content: string, detectors = ['tx-origin-auth']): ReturnType<typeof analyze> => analyze([{ path: 'a.sol', content }], { detectors });

describe('analyze', () => {
  it('describes a finding completely', () => {
    const [finding] = scan(BAD).findings;
    assert.ok(finding);
    const { id, fingerprint, path, explanation, ...rest } = finding;
    assert.deepEqual([rest.detector, rest.severity, rest.file, rest.contract, rest.function, rest.startLine, rest.endLine, rest.startColumn, rest.endColumn], ['tx-origin-auth', 'medium', 'a.sol', 'Wallet', 'take', 5, 5, 17, 35]);
    assert.equal(rest.snippet, '        require(tx.origin == owner);');
    assert.equal(id, `tx-origin-auth-${fingerprint.slice(0, 12)}`);
    assert.match(fingerprint, /^[0-9a-f]{64}$/);
    assert.equal(path[0]?.startLine, 4);
    assert.ok(explanation.includes('tx.origin'));
  });

  it('keeps the fingerprint when other code moves, and changes it with the code', () => {
    const before = scan(BAD).findings[0]?.fingerprint;
    const moved = scan(BAD.replace('contract', '// hello\n\n\ncontract').replace('tx.origin == owner', 'tx.origin  ==\n /* why */ owner')).findings[0]?.fingerprint;
    assert.equal(moved, before);
    assert.notEqual(scan(BAD.replace('tx.origin == owner', 'owner == tx.origin')).findings[0]?.fingerprint, before);
  });

  it('numbers findings with one fingerprint', () => {
    const twice = BAD.replace('payable', 'require(tx.origin == owner);\n        payable');
    const ids = scan(twice).findings.map((finding) => finding.id);
    assert.equal(ids.length, 2);
    assert.equal(ids[1], `${ids[0]}-2`);
  });

  it('reports code that two contracts inherit once', () => {
    const source = `${BAD} contract One is Wallet {} contract Two is Wallet {}`;
    assert.equal(scan(source).findings.length, 1);
  });

  it('honours a suppression with a reason, and not one without', () => {
    const line = '        require(tx.origin == owner);';
    const reasoned = scan(BAD.replace(line, `        // bulwark-ignore tx-origin-auth: only people call this\n${line}`));
    assert.deepEqual([reasoned.findings.length, reasoned.suppressed?.[0]?.reason, reasoned.securityScore], [0, 'only people call this', 100]);
    const bare = scan(BAD.replace(line, `${line} // bulwark-ignore tx-origin-auth`));
    assert.match(bare.findings[0]?.explanation ?? '', /gives no reason/);
    assert.equal(scan(BAD.replace(line, `${line} // bulwark-ignore other-one: because`)).findings.length, 1);
  });

  it('scores by severity and confidence', () => {
    assert.equal(scan('pragma solidity 0.8.24; contract A {}').securityScore, 100);
    const { securityScore, riskScore } = scan(BAD);
    assert.ok(securityScore > 50 && securityScore < 100);
    assert.equal(securityScore + riskScore, 100);
  });

  it('puts the worst first', () => {
    const weights = ['critical', 'high', 'medium', 'low', 'info'];
    const { findings } = analyze([{ path: 'a.sol', content: `${BAD} contract B { function end() external { selfdestruct(payable(msg.sender)); } }` }]);
    const order = findings.map((finding) => weights.indexOf(finding.severity));
    assert.deepEqual(order, [...order].sort((a, b) => a - b));
    assert.ok(new Set(order).size > 1);
  });

  it('says what it could not analyse', () => {
    const report = analyze([
      { path: 'a.vy', content: '# @version 0.3.0' }, { path: 'b.sol', content: 'import "./c.sol"; contract B is C {}' }, { path: 'd.sol', content: '' }, { path: 'e.sol', content: '\0\0' },
    ]);
    const files = report.incomplete.map((entry) => entry.file);
    for (const file of ['b.sol', 'd.sol', 'e.sol']) assert.ok(files.includes(file), file);
  });

  it('runs the detectors it is told to', () => {
    assert.deepEqual(analyze([], { detectors: ['rtlo', 'deprecated'], exclude: ['rtlo'] }).detectorsRun, ['deprecated']);
  });

  it('tells its progress, ever upwards to 100', () => {
    const seen: Progress[] = [];
    analyze([{ path: 'a.sol', content: BAD }], { onProgress: (progress) => seen.push(progress) });
    const percents = seen.map((progress) => progress.percent);
    assert.deepEqual(percents, [...percents].sort((a, b) => a - b));
    assert.deepEqual([percents[0], percents.at(-1)], [0, 100]);
  });

  it('stops at its deadline and says so', () => {
    let time = 0;
    const report = analyze([{ path: 'a.sol', content: BAD }], { deadline: 5, now: () => (time += 2) });
    assert.ok(report.incomplete.some((entry) => entry.reason.startsWith('the time limit was reached')));
  });

  it('stops when it is told to', () => {
    assert.throws(() => analyze([{ path: 'a.sol', content: BAD }], { signal: AbortSignal.abort(new Error('enough')) }), /enough/);
  });

  it('is a function of its input', () => {
    const all = (): string => JSON.stringify(analyze([{ path: 'a.sol', content: BAD }]));
    assert.equal(all(), all());
  });

  it('takes whatever text it is given', () => {
    const piece = fc.constantFrom('contract A {', 'function f() public {', '}', 'x = y;', 'require(', ');', 'assembly {', 'using A for *;', 'uint[] x;', 'A.f();', 'is A, A', '_;', 'modifier m {', 'this.f{value: 1}(', 'return super.f();', 'A a = A(a);', 'struct S { S s; }', 'for (;;) {', 'delete x[1];', 'var (a, b) = f();');
    fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const { incomplete } = analyze([{ path: 'a.sol', content: pieces.join(' ') }]);
      assert.deepEqual(incomplete.filter((entry) => entry.reason.includes('failed:')), []);
    }), { numRuns: 300 });
  });
});
