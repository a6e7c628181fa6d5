import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { analyze } from '../solidity/analyze.ts';
import type { ContractDefinition, FunctionDefinition, Node } from '../solidity/syntax/nodes.ts';
import { walk } from '../solidity/syntax/walk.ts';
import { parseVyper } from './parse.ts';

const LANGUAGE = join(import.meta.dirname, '../../../test/fixtures/vyper/language');
const read = (name: string): string => readFileSync(join(LANGUAGE, name), 'utf8');
const parse = (source: string): ReturnType<typeof parseVyper> => parseVyper({ path: 'a/Sample.vy', source, known: new Set(['a/Sample.vy']) });

function contractOf(source: string): ContractDefinition {
  const { unit, diagnostics } = parse(source);
  assert.deepEqual(diagnostics, []);
  const found = unit.items.find((item) => item.type === 'ContractDefinition' && item.kind === 'contract');
  assert.ok(found?.type === 'ContractDefinition');
  return found;
}

const functionsOf = (contract: ContractDefinition): FunctionDefinition[] => contract.members.filter((member) => member.type === 'FunctionDefinition');
const reasons = (source: string): string[] => parse(source).diagnostics.map(({ reason }) => reason);

describe('Vyper of all versions', () => {
  it('is read without a rest, modules included', () => {
    const files = ['oldest.vy', 'newest.vy', 'ownable.vy', 'lending/pool.vy'].map((path) => ({ path, content: read(path) }));
    assert.deepEqual(analyze(files).incomplete, []);
  });

  it('tells what each function is', () => {
    const contract = contractOf(read('oldest.vy'));
    assert.equal(contract.name, 'Sample');
    assert.deepEqual(
      functionsOf(contract).map(({ kind, name, visibility, mutability }) => [kind, name, visibility, mutability]),
      [
        ['constructor', '', 'public', null], ['fallback', '', 'public', 'payable'], ['function', 'buy', 'public', 'payable'],
        ['function', '_left', 'internal', 'view'], ['function', 'hash', 'public', 'view'],
      ],
    );
  });

  it('is internal where nothing is written', () => {
    const [first] = functionsOf(contractOf('def f() -> uint256:\n    return 1\n'));
    assert.equal(first?.visibility, 'internal');
  });

  it('keeps ranges inside the file and children inside their statement', () => {
    const source = read('newest.vy');
    walk(parse(source).unit, (node: Node) => {
      assert.ok(node.start >= 0 && node.start <= node.end && node.end <= source.length, `${node.type} ${node.start}-${node.end}`);
      return true;
    });
  });

  it('takes a file whose name has no stem', () => {
    assert.deepEqual(parseVyper({ path: '.vy', source: 'x: uint256', known: new Set() }).diagnostics, []);
  });
});

describe('meaning', () => {
  const issues = (source: string, detector: string): number[] =>
    analyze([{ path: 'a.vy', content: source }], { detectors: [detector] }).findings.map((finding) => finding.startLine);

  it('keeps a local variable apart from the state of the same name', () => {
    const source = 'owner: address\n@external\ndef f(owner: address):\n    self.owner = owner\n';
    assert.deepEqual(issues(source, 'missing-zero-check').length + issues(source, 'unprotected-setter').length > 0, true);
    const local = 'owner: address\n@external\ndef f(x: address):\n    owner: address = x\n';
    assert.deepEqual(issues(local, 'unprotected-setter'), []);
  });

  it('follows calls through modules', () => {
    const files = [
      { path: 'ownable.vy', content: read('ownable.vy') },
      { path: 'main.vy', content: 'import ownable\ninitializes: ownable\n@deploy\ndef __init__():\n    ownable.__init__(msg.sender)\n@external\ndef close(to: address):\n    ownable._check()\n    selfdestruct(to)\n@external\ndef burn(to: address):\n    selfdestruct(to)\n' },
    ];
    const report = analyze(files, { detectors: ['unprotected-selfdestruct'] });
    assert.deepEqual(report.incomplete, []);
    assert.deepEqual(report.findings.map(({ file, startLine }) => [file, startLine]), [['main.vy', 12]]);
  });

  it('gives calls the defaults they leave out', () => {
    const source = '@external\ndef f():\n    self._pay()\n@internal\ndef _pay(to: address = msg.sender):\n    send(to, self.balance)\n';
    assert.deepEqual(issues(source, 'arbitrary-send-eth'), [6]);
  });

  it('honours suppressions with a reason', () => {
    const source = '@external\ndef f(to: address):\n    # bulwark-ignore arbitrary-send-eth: a faucet\n    send(to, self.balance)\n';
    const report = analyze([{ path: 'a.vy', content: source }], { detectors: ['arbitrary-send-eth'] });
    assert.deepEqual([report.findings.length, report.suppressed?.[0]?.reason], [0, 'a faucet']);
  });
});

describe('what cannot be carried over is said', () => {
  const cases: [string, string, RegExp][] = [
    ['an unknown function', '@external\ndef f():\n    frobnicate(1)\n', /frobnicate\(\) is no function/],
    ['a broken statement', '@external\ndef f():\n    x = = 1\n    y: uint256 = 1\n', /expected an expression, found '='/],
    ['a bracket left open', '@external\ndef f(\n\n@external\ndef g():\n    pass\n', /not closed before the next declaration/],
    ['a string left open', 'X: constant(String[3]) = "abc\n', /a string is never closed/],
    ['an else without if', '@external\ndef f():\n    else:\n        pass\n', /no if before this/],
    ['a tuple in storage', 'pair: (uint256, bool)\n', /this type could not be read/],
    ['characters of another world', 'x: uint256 = 1 ? 2\n', /not Vyper/],
  ];
  for (const [name, source, reason] of cases) it(name, () => assert.ok(reasons(source).some((one) => reason.test(one)), reasons(source).join('; ')));

  it('and the rest of the file is still analysed', () => {
    const source = '@external\ndef broken(\n\n@external\ndef close(to: address):\n    selfdestruct(to)\n';
    const report = analyze([{ path: 'a.vy', content: source }], { detectors: ['unprotected-selfdestruct'] });
    assert.deepEqual(report.findings.map(({ startLine }) => startLine), [6]);
    assert.equal(report.incomplete.length > 0, true);
  });

  it('an import that is missing, and a file without content', () => {
    const report = analyze([{ path: 'a.vy', content: 'import nowhere\nx: uint256\n' }, { path: 'b.vy', content: '# nothing\n' }]);
    assert.deepEqual(report.incomplete.map(({ file, line }) => [file, line]), [['b.vy', null], ['a.vy', 1]]);
  });
});

describe('any text', () => {
  const samples = ['oldest.vy', 'newest.vy', 'ownable.vy'].map(read);

  it('never makes the parser throw', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (source) => void parse(source)), { numRuns: 500 });
  });

  it('nor do pieces of the language in any order', () => {
    const pieces = ['def ', '@external\n', 'if ', 'x', ': ', '\n', '\n    ', '(', ')', '[', ']', '{', '}', ' in ', 'not ', '"', '"""', '#', '\\\n', 'for ', ' = ', '1', '.', 'self', 'event E:', 'log ', 'extcall ', '\t', ','];
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 120 }), (parts) => void parse(parts.join(''))), { numRuns: 1_000 });
  });

  it('nor truncation and mutation, and the analysis gets through as well', () => {
    const mutation = fc.record({ sample: fc.constantFrom(...samples), from: fc.nat(6_000), length: fc.nat(40), insert: fc.string({ maxLength: 4 }), end: fc.nat(6_000) });
    fc.assert(fc.property(mutation, ({ sample, from, length, insert, end }) => {
      const content = `${sample.slice(0, from)}${insert}${sample.slice(from + length)}`.slice(0, end);
      assert.ok(Array.isArray(analyze([{ path: 'm.vy', content }]).findings));
    }), { numRuns: 150 });
  });

  const deep: [string, string][] = [
    ['10,000 brackets', `x: constant(uint256) = ${'('.repeat(10_000)}1${')'.repeat(10_000)}\n`],
    ['10,000 brackets left open', `@external\ndef f():\n    x: uint256 = ${'['.repeat(10_000)}\n`],
    ['10,000 levels of indentation', Array.from({ length: 3_000 }, (_, level) => `${' '.repeat(level)}if True:\n`).join('')],
    ['10,000 operators in a row', `@external\ndef f() -> uint256:\n    return ${'1 + '.repeat(10_000)}1\n`],
    ['10,000 branches', `@external\ndef f(x: uint256):\n    if x == 0:\n        pass\n${'    elif x == 1:\n        pass\n'.repeat(10_000)}`],
    ['10,000 signs', `x: constant(int256) = ${'-'.repeat(10_000)}1\n`],
    ['10,000 members', `@external\ndef f():\n    x: uint256 = self${'.a'.repeat(10_000)}\n`],
  ];
  for (const [name, content] of deep) {
    it(`${name} are cut off and reported`, () => assert.ok(analyze([{ path: 'd.vy', content }]).incomplete.length > 0));
  }

  it('of ten megabytes is read in one pass', () => {
    const unit = '@external\ndef f(a: uint256) -> uint256:\n    b: uint256 = a + self.c[msg.sender] * (a - 1)  # comment\n    return b\n\n\n';
    const source = unit.repeat(Math.ceil(10_000_000 / unit.length));
    const { unit: tree } = parse(source);
    assert.equal(tree.end, source.length);
  });
});
