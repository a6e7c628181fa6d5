import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { buildProject } from '../project/build.ts';
import { pathText } from '../analysis/values.ts';
import { successorsOf } from './finish.ts';
import type { Instruction, Routine } from './instructions.ts';
import { operandsOf } from './operands.ts';
import { buildRoutine } from './routine.ts';

function routine(source: string, name = 'f'): Routine {
  const { project } = buildProject([{ path: 'a.sol', content: source }]);
  const contract = project.contracts.at(-1);
  assert.ok(contract);
  const info = contract.linear.flatMap((ancestor) => ancestor.functions).find((one) => one.name === name || one.kind === name);
  assert.ok(info);
  return buildRoutine(contract, info);
}

const instructions = (of: Routine): Instruction[] => of.blocks.flatMap((block) => block.instructions);

/** Effects in order, as short text. */
function effects(source: string, name = 'f'): string[] {
  return instructions(routine(source, name)).flatMap((one) => {
    if (one.kind === 'store') return [`${pathText(one.path)} ${one.operator}`];
    if (one.kind === 'call' && one.method !== 'builtin') return [`${one.method} ${one.name}`];
    return one.kind === 'emit' ? [`emit ${one.name}`] : [];
  });
}

describe('lowering', () => {
  it('puts modifiers around the body', () => {
    assert.deepEqual(effects('contract A { uint a; uint b; uint c; modifier m(uint x) { a = x; _; c = x; } function f() public m(1) { if (b > 0) return; b = 2; } }'), ['a =', 'b =', 'c =']);
  });

  it('inlines internal calls through virtual dispatch and super', () => {
    const source = 'contract A { uint a; function g() internal { a = 1; } function f() public { g(); } } contract B is A { uint b; function g() internal { b = 1; super.g(); } }';
    assert.deepEqual(effects(source), ['b =', 'a =']);
  });

  it('writes paths with fields and keys', () => {
    const source = 'contract A { struct S { mapping(uint => uint) m; } mapping(address => S) s; uint[] l; function f(uint k) public { S storage p = s[msg.sender]; p.m[k] += 1; l.push(k); delete s[msg.sender].m[k]; } }';
    assert.deepEqual(effects(source), ['s[msg.sender].m[k] +=', 'l.length push', 'l[l.push(k)] push', 's[msg.sender].m[k] delete']);
  });

  it('takes call options of both forms', () => {
    const source = 'pragma solidity ^0.4.0; contract A { function f(address t, uint v) public { t.call.value(v).gas(5)(1); t.transfer(v); } }';
    const calls = instructions(routine(source)).filter((one) => one.kind === 'call');
    assert.deepEqual(calls.map((one) => [one.method, one.value?.kind, one.gas?.kind]), [['call', 'parameter', 'constant'], ['transfer', 'parameter', undefined]]);
    const [modern] = instructions(routine('contract A { function f(address t) public { t.call{value: 1, gas: 2}(""); } }')).filter((one) => one.kind === 'call');
    assert.deepEqual([modern?.value?.kind, modern?.gas?.kind], ['constant', 'constant']);
  });

  it('attaches library functions', () => {
    const source = 'library L { function add(uint a, uint b) internal pure returns (uint c) { c = a + b; require(c >= a); } } contract A { using L for uint; uint s; function f(uint x) public { s = s.add(x); } }';
    const [store] = instructions(routine(source)).filter((one) => one.kind === 'store');
    assert.equal(store?.kind === 'store' && store.value.kind, 'binary');
  });

  it('runs constructors of all bases with their arguments', () => {
    const source = 'contract A { uint a; constructor(uint x) { a = x; } } contract B is A { uint b = 7; constructor(uint y) A(y) { b = y; } }';
    const stores = instructions(routine(source, 'constructor')).filter((one) => one.kind === 'store');
    assert.deepEqual(stores.map((one) => [one.path.variable?.name, one.value.kind]), [['a', 'parameter'], ['b', 'constant'], ['b', 'parameter']]);
  });

  it('lowers assembly with its storage, calls and functions', () => {
    const source = 'contract A { uint a; function f(address t) public { assembly { function g(x) -> y { y := add(x, 1) } sstore(a.slot, g(sload(a.slot))) let ok := call(gas(), t, 1, 0, 0, 0, 0) if iszero(ok) { revert(0, 0) } } } }';
    assert.deepEqual(effects(source), ['a sstore', 'call call']);
  });

  it('leaves recursion as a call', () => {
    assert.deepEqual(effects('contract A { function f() public { g(); } function g() internal { g(); } }'), ['internal g']);
  });

  it('gives a variable declared by var the type of its number', () => {
    const source = 'pragma solidity ^0.4.0; contract A { function f(uint n) public returns (uint) { for (var i = 0; i < n; i++) { } return i; } }';
    const [sum] = instructions(routine(source)).filter((one) => one.kind === 'binary' && one.operator === '+');
    assert.deepEqual(sum?.type, { kind: 'int', bits: 8, isSigned: false });
  });

  it('checks arithmetic from 0.8 on, but not in unchecked blocks', () => {
    const checked = (version: string, body: string): boolean[] =>
      instructions(routine(`pragma solidity ${version}; contract A { function f(uint n) public returns (uint) { ${body} } }`)).flatMap((one) => (one.kind === 'binary' ? [one.isChecked] : []));
    assert.deepEqual(checked('0.7.6', 'return n + n;'), [false]);
    assert.deepEqual(checked('0.8.0', 'return n + n;'), [true]);
    assert.deepEqual(checked('0.8.0', 'unchecked { return n + n; }'), [false]);
  });
});

/** Random structured code over one state variable and three locals. */
function code(depth = 3): fc.Arbitrary<string> {
  const variable = fc.constantFrom('a', 'b', 'c', 's');
  const value = fc.oneof(variable, fc.nat(9).map(String));
  const simple = fc.oneof(
    fc.tuple(variable, value, fc.constantFrom('=', '+=', '-=')).map(([to, from, operator]) => `${to} ${operator} ${from};`),
    fc.constantFrom('require(a > b);', 'return a;', 'g(a);', 's++;'),
  );
  if (depth === 0) return simple;
  const inner = code(depth - 1);
  return fc.oneof(
    simple,
    fc.tuple(inner, inner).map((parts) => parts.join(' ')),
    fc.tuple(value, inner, inner).map(([test, yes, no]) => `if (a < ${test}) { ${yes} } else { ${no} }`),
    fc.tuple(value, inner).map(([test, body]) => `while (b < ${test}) { ${body} if (a == 1) break; if (a == 2) continue; }`),
    fc.tuple(inner, value).map(([body, end]) => `for (uint i = 0; i < ${end}; i++) { ${body} }`),
  );
}

describe('single assignment', () => {
  it('defines every operand where it is used, on every way', () => {
    fc.assert(fc.property(code(), (body) => {
      const graph = routine(`contract A { uint s; function g(uint x) internal { s = x; } function f(uint a, uint b) public returns (uint) { uint c = 1; ${body} return c; } }`);
      const all = new Set(instructions(graph));
      for (const block of graph.blocks) {
        for (const successor of successorsOf(block)) assert.ok(successor.predecessors.includes(block));
        for (const predecessor of block.predecessors) assert.ok(graph.blocks.includes(predecessor));
        for (const one of block.instructions) {
          for (const operand of operandsOf(one)) assert.ok(all.has(operand), `${operand.kind} of ${one.kind}`);
          if (one.kind === 'phi') assert.equal(one.inputs.length, block.predecessors.length);
        }
      }
    }), { numRuns: 200 });
  });
});
