import fc from 'fast-check';

/** A function of generated statements, with the arguments of several calls. */
export interface GeneratedFunction {
  body: string;
  calls: [bigint, bigint, bigint][];
}

type Type = 'uint256' | 'uint8' | 'int128';
const TYPES: readonly Type[] = ['uint256', 'uint8', 'int128'];
const NAMES: Readonly<Record<Type, readonly string[]>> = { uint256: ['x', 's'], uint8: ['y'], int128: ['z', 't'] };
const LOCALS: Readonly<Record<Type, string>> = { uint256: 'x', uint8: 'y', int128: 'z' };

const WIDE = fc.oneof(fc.bigInt({ min: 0n, max: 300n }), fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }), fc.bigInt({ min: 2n ** 256n - 5n, max: 2n ** 256n - 1n }));
const NARROW = fc.bigInt({ min: 0n, max: 255n });
const SIGNED = fc.oneof(fc.bigInt({ min: -20n, max: 20n }), fc.bigInt({ min: -(2n ** 127n), max: 2n ** 127n - 1n }));

function numberOf(type: Type): fc.Arbitrary<string> {
  if (type === 'uint8') return NARROW.map(String);
  return type === 'uint256' ? fc.oneof(fc.nat(20).map(String), WIDE.map(String)) : fc.nat(100).map(String);
}

/** Typed by names and conversions alone, so that the compiler takes every one of them. */
function expression(type: Type, depth: number): fc.Arbitrary<string> {
  const name = fc.constantFrom(...NAMES[type]);
  if (depth === 0) return fc.oneof(name, numberOf(type).map((text) => `${type}(${text})`));
  const inner = expression(type, depth - 1);
  const pair = fc.tuple(inner, fc.constantFrom('+', '-', '*', '/', '%', '&', '|', '^'), inner).map(([left, operator, right]) => `(${left} ${operator} ${right})`);
  const choice = fc.tuple(condition(depth - 1), inner, inner).map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`);
  const shift = fc.tuple(inner, fc.constantFrom('<<', '>>'), fc.nat(9)).map(([value, operator, by]) => `(${value} ${operator} ${by})`);
  const other = type === 'uint256' ? expression('uint8', depth - 1).map((text) => `uint256(${text})`) : type === 'uint8' ? expression('uint256', depth - 1).map((text) => `uint8(${text})`) : inner.map((text) => `(~${text})`);
  const special = type === 'uint256' ? fc.oneof(inner.map((text) => `m[${text}]`), fc.tuple(inner, inner).map(([left, right]) => `mix(${left}, ${right})`)) : inner;
  return fc.oneof({ arbitrary: name, weight: 2 }, { arbitrary: pair, weight: 4 }, choice, shift, other, special);
}

function condition(depth: number): fc.Arbitrary<string> {
  const comparison = fc.constantFrom(...TYPES).chain((type) =>
    fc.tuple(expression(type, 0), fc.constantFrom('<', '<=', '>', '>=', '==', '!='), expression(type, Math.max(0, depth - 1))).map(([left, operator, right]) => `${left} ${operator} ${right}`),
  );
  if (depth === 0) return comparison;
  const both = fc.tuple(comparison, fc.constantFrom('&&', '||'), comparison).map(([left, operator, right]) => `(${left} ${operator} ${right})`);
  return fc.oneof(comparison, both, both.map((text) => `!${text}`));
}

function assignment(depth: number): fc.Arbitrary<string> {
  return fc.constantFrom(...TYPES).chain((type) =>
    fc.tuple(fc.constantFrom('=', '+=', '-=', '*=', '^='), expression(type, depth)).map(([operator, value]) => `${LOCALS[type]} ${operator} ${value};`),
  );
}

function statement(depth: number, hasUnchecked: boolean): fc.Arbitrary<string> {
  const simple = fc.oneof(
    { arbitrary: assignment(2), weight: 4 },
    expression('uint256', 1).map((value) => `s = ${value};`),
    expression('int128', 1).map((value) => `t = ${value};`),
    fc.tuple(expression('uint256', 0), expression('uint256', 1)).map(([key, value]) => `m[${key}] += ${value};`),
    fc.constantFrom('x++;', '--y;', 's++;', 'z--;'),
    condition(1).map((test) => `require(${test} || s != 7);`),
  );
  if (depth === 0) return simple;
  const block = statements(depth - 1, hasUnchecked);
  const loop = fc.tuple(fc.integer({ min: 1, max: 3 }), block, condition(0), fc.constantFrom('break', 'continue', 'x ^= 1')).map(
    ([rounds, body, test, way]) => `for (i${depth} = 0; i${depth} < ${rounds}; i${depth}++) { ${body} if (${test}) { ${way}; } y ^= 1; }`,
  );
  const branch = fc.tuple(condition(1), block, block).map(([test, yes, no]) => `if (${test}) { ${yes} } else { ${no} }`);
  const early = condition(1).map((test) => `if (${test}) return (x ^ s ^ m[1], y, z);`);
  const free = hasUnchecked && depth === 2 ? [block.map((body) => `unchecked { ${body.replaceAll('unchecked', '')} }`)] : [];
  return fc.oneof({ arbitrary: simple, weight: 3 }, loop, branch, early, ...free);
}

function statements(depth: number, hasUnchecked: boolean): fc.Arbitrary<string> {
  return fc.array(statement(depth, hasUnchecked), { minLength: 1, maxLength: 4 }).map((list) => list.join(' '));
}

/** Functions of arithmetic, branches, loops, storage, modifiers and internal calls; the same for the same seed. */
export function generateFunctions(count: number, of: { minor: number; seed: number }): GeneratedFunction[] {
  const program = fc.record({ body: statements(2, of.minor >= 8), calls: fc.array(fc.tuple(WIDE, NARROW, SIGNED), { minLength: 4, maxLength: 4 }) });
  return fc.sample(program, { numRuns: count, seed: of.seed });
}

/** The functions as one contract, `f0`, `f1`, … */
export function contractOf(functions: GeneratedFunction[], minor: number): string {
  const bodies = functions.map(({ body }, at) => `
  function f${at}(uint256 x, uint8 y, int128 z) public ${at % 3 === 0 ? 'around' : ''} returns (uint256, uint8, int128) {
    uint256 i1; uint256 i2;
    ${body}
    return (x ^ s ^ m[1], y, z);
  }`);
  return `pragma solidity ^0.${minor}.0;
contract Generated {
  uint256 s; int128 t; mapping(uint256 => uint256) m;
  modifier around() { s = s + 1; _; s = s + 2; }
  function mix(uint256 p, uint256 q) internal returns (uint256) { if (p > q) { s = q; return p - q; } return q ^ p; }
  ${bodies.join('\n')}
}`;
}
