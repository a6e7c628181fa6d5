import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AnalyzeReport, SourceFile } from '../findings.ts';
import { analyze } from './analyze.ts';

const KILL = 'function kill() public { selfdestruct(payable(msg.sender)); }';
const DEEP = 10_000;

function scan(...files: (string | SourceFile)[]): AnalyzeReport {
  const sources = files.map((file, at) => (typeof file === 'string' ? { path: `${'abcdef'[at]}.sol`, content: file } : file));
  return analyze(sources, { detectors: ['unprotected-selfdestruct', 'unbounded-loop', 'integer-overflow'] });
}

const reasons = (report: AnalyzeReport): string => report.incomplete.map((entry) => entry.reason).join('\n');
const finds = (report: AnalyzeReport): boolean => report.findings.some((finding) => finding.detector === 'unprotected-selfdestruct');

/** Whatever comes in, the rest is still analysed and what is missing is said. */
describe('bad input', () => {
  it('says of an empty file that there is nothing in it', () => {
    for (const content of ['', ' \n\t\n', '// only a comment']) assert.match(reasons(scan(content)), /no Solidity declaration/);
  });

  it('knows binary data', () => {
    const bytes = Array.from({ length: 5_000 }, (_, at) => (at * 7_919) % 256);
    assert.match(reasons(scan(Buffer.from(bytes).toString('latin1'))), /binary data/);
    assert.notEqual(reasons(scan(Buffer.from(bytes.map((byte) => byte | 128)).toString('utf8'))), '');
  });

  it('reads on past bytes that are no UTF-8', () => {
    const content = Buffer.concat([Buffer.from('contract A { string s = "'), Buffer.from([0xff, 0xfe, 0xc0]), Buffer.from(`"; ${KILL} }`)]).toString('utf8');
    assert.ok(finds(scan(content)));
  });

  it('reads a pragma of the future by the newest rules and says so', () => {
    const report = scan(`pragma solidity ^0.99.0; contract A { ${KILL} }`);
    assert.match(reasons(report), /not known yet; read as 0\.8\.\d+/);
    assert.ok(finds(report));
    assert.match(reasons(scan('pragma solidity >=0.8.0 <0.4.0; contract A {}')), /no known compiler/);
  });

  it('reads each file by its own version', () => {
    const report = scan(
      'pragma solidity ^0.4.0; contract A { uint public n; function f(uint x) { n += x; } function end() { suicide(msg.sender); } }',
      'pragma solidity ^0.8.0; import "./a.sol"; contract B is A { uint public m; function g(uint x) external { m += x; } }',
    );
    assert.deepEqual(report.findings.filter(({ detector }) => detector === 'integer-overflow').map(({ file }) => file), ['a.sol']);
    assert.ok(finds(report));
  });

  it('stops at circles of imports and bases', () => {
    assert.ok(finds(scan('import "./b.sol"; import "./a.sol"; contract A {}', `import "./a.sol"; contract B is A { ${KILL} }`)));
    const report = scan(`contract A is A {} contract B is C {} contract C is B { ${KILL} }`);
    assert.match(reasons(report), /base A of A/);
    assert.ok(finds(report));
  });

  it('takes a path for a name and nothing else', () => {
    const report = scan({ path: '../../etc/passwd', content: `contract A { ${KILL} }` });
    assert.deepEqual(report.files.map(({ path }) => path), ['../../etc/passwd']);
  });

  const nests: Record<string, string> = {
    parentheses: `uint x = ${'('.repeat(DEEP)}1${')'.repeat(DEEP)};`,
    brackets: `uint x = ${'['.repeat(DEEP)}1${']'.repeat(DEEP)};`,
    braces: `${'{'.repeat(DEEP)}${'}'.repeat(DEEP)}`,
    conditions: `${'if (x > 1) {'.repeat(DEEP)}${'}'.repeat(DEEP)}`,
    'unary operators': `bool x = ${'!'.repeat(DEEP)}true;`,
    'assembly blocks': `assembly { ${'{'.repeat(DEEP)}${'}'.repeat(DEEP)} }`,
    'assembly calls': `assembly { let x := ${'add(1,'.repeat(DEEP)}1${')'.repeat(DEEP)} }`,
  };
  for (const [what, body] of Object.entries(nests)) {
    it(`gives up on ${DEEP} nested ${what} and reads on`, () => {
      const report = scan(`contract A { function f(uint x) public { ${body} } ${KILL} }`);
      assert.match(reasons(report), /nested deeper/);
      assert.ok(finds(report));
    });
  }

  it('gives up on long chains of operators', () => {
    assert.match(reasons(scan(`contract A { function f(uint y) public returns (uint x) { x = ${'y + '.repeat(DEEP)}1; } }`)), /operators in a row/);
  });

  const chain = (length: number, make: (at: number) => string): string => Array.from({ length }, (_, at) => make(at)).join(' ');
  const doubling: Record<string, string> = {
    functions: `uint s; ${chain(40, (at) => `function f${at}(uint x) internal returns (uint) { return f${at + 1}(x) + f${at + 1}(x); }`)} function f40(uint x) internal returns (uint) { return x; } function g(uint x) public { s = f0(x); }`,
    modifiers: `uint s; ${chain(25, (at) => `modifier m${at}() { _; _; }`)} function g(uint x) public ${chain(25, (at) => `m${at}`)} { s = x; }`,
    'assembly functions': `function f() public { assembly { ${chain(40, (at) => `function f${at}(x) -> y { y := add(f${at + 1}(x), f${at + 1}(x)) }`)} function f40(x) -> y { y := x } sstore(0, f0(1)) } }`,
  };
  for (const [what, code] of Object.entries(doubling)) {
    it(`does not follow ${what} that double at every step to their end`, () => {
      const report = scan(`contract A { ${code} ${KILL} }`);
      assert.match(reasons(report), /too large|more than/);
      assert.ok(finds(report));
    });
  }

  it('ends assembly functions that call each other', () => {
    const report = scan(`contract A { function f() public { assembly { function a(x) -> y { y := b(x) } function b(x) -> y { y := a(x) } sstore(0, a(1)) } } ${KILL} }`);
    assert.ok(finds(report));
  });

  it('analyses a contract of 100,000 lines', () => {
    const functions = Array.from({ length: 33_333 }, (_, at) => `function f${at}(uint x) public {\n  s += x;\n}`).join('\n');
    const report = scan(`pragma solidity 0.8.20;\ncontract A { uint s;\n${functions}\n${KILL} }`);
    assert.deepEqual(report.incomplete, []);
    assert.ok(finds(report));
  });

  it('leaves out one function that is too long, not the contract', () => {
    const report = scan(`contract A { uint s; function f(uint x) public { ${'s += x; '.repeat(20_000)} } ${KILL} }`);
    assert.match(reasons(report), /f: has more than \d+ operations/);
    assert.ok(finds(report));
  });

  it('reads 10 MB of text, and of code what its time allows', () => {
    assert.ok(finds(scan(`/*${'x'.repeat(1e7)}*/ contract A { string s = "${'y'.repeat(1e6)}"; ${KILL} }`)));
    let time = 0;
    const functions = Array.from({ length: 20_000 }, (_, at) => `function f${at}(uint x) public { require(x > ${at}); s += x; }${' '.repeat(450)}`).join('\n');
    const report = analyze([{ path: 'a.sol', content: `contract A { uint s;\n${functions}\n${KILL} }` }], { now: () => time++, deadline: 1_000, detectors: ['unprotected-selfdestruct'] });
    assert.match(reasons(report), /time limit was reached: the control flow of some functions of a\.sol/);
  });

  it('takes unfinished literals and comments', () => {
    for (const content of ['contract A { string s = "abc', 'contract A { /* ', 'contract A { uint x = 0x', 'contract A { string s = hex"0', `contract A { ${KILL} string s = unicode"`]) {
      assert.notEqual(reasons(scan(content)), '', content);
    }
  });
});
