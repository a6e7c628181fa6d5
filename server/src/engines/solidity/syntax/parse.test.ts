import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Declaration, Node, Statement } from './nodes.ts';
import { parse } from './parse.ts';
import { walk } from './walk.ts';

function items(source: string): Declaration[] {
  const { unit, diagnostics } = parse(source);
  assert.deepEqual(diagnostics, []);
  return unit.items;
}

function statements(body: string): Statement[] {
  const [contract] = items(`contract C { function f() public { ${body} } }`);
  const [member] = contract?.type === 'ContractDefinition' ? contract.members : [];
  return member?.type === 'FunctionDefinition' ? (member.body?.statements ?? []) : [];
}

const nested = (source: string): Node[] => {
  const nodes: Node[] = [];
  walk(parse(source).unit, (node) => {
    nodes.push(node);
    return true;
  });
  return nodes;
};

describe('declarations of all versions', () => {
  const cases: [string, string][] = [
    ['old constructor and nameless fallback', 'contract A { function A() { } function () payable { } }'],
    ['constant function, var, throw, years', 'contract A { function f() constant returns (uint) { var x = 1 years; if (x > 2) throw; return x; } }'],
    ['new special functions', 'contract A { constructor() payable { } receive() external payable { } fallback(bytes calldata d) external returns (bytes memory) { } }'],
    ['custom error, value type, free function, file constant', 'error E(uint a); type P is uint128; uint constant X = 1; function g(uint a) pure returns (uint) { return a; }'],
    ['using in all forms', 'using {f, g as +} for T global; contract A { using L for *; using L for mapping(uint => uint); }'],
    ['abstract, heritage with arguments, overrides', 'abstract contract A is B(1), C { function f() public virtual override(B, C) returns (uint); }'],
    ['transient and immutable variables', 'contract A { uint transient t; address immutable public i = msg.sender; address transient; }'],
    ['function types', 'contract A { function (uint) internal pure returns (uint) f; function (bytes memory) external payable[] g; }'],
    ['named mapping parts and layout', 'contract A layout at 2**8 is B { mapping(address owner => mapping(uint id => bool ok)) m; }'],
    ['imports', 'import "a.sol"; import * as A from "b.sol"; import {x, y as z} from "c.sol"; import "d.sol" as D;'],
    ['words that were names', 'contract A { uint from; uint error; function revert_(uint at, address emit) public { } event global(uint layout); }'],
    ['anonymous event, enum, struct with function field', 'contract A { event E(uint indexed a) anonymous; enum X { a, b } struct S { uint a; function (uint) external f; } }'],
  ];
  for (const [name, source] of cases) it(name, () => void items(source));

  it('knows what kind each function is', () => {
    const [contract] = items('contract A { function A() {} function () {} function fallback() {} constructor() {} receive() external payable {} }');
    const kinds = contract?.type === 'ContractDefinition' ? contract.members.map((member) => (member.type === 'FunctionDefinition' ? member.kind : '')) : [];
    assert.deepEqual(kinds, ['function', 'fallback', 'function', 'constructor', 'receive']);
  });
});

describe('statements', () => {
  it('tells declarations from expressions', () => {
    const types = statements('uint x; A.B y = z; a[1] = 2; a[1] b; x * y; (uint p, , bool q) = f(); (p, q) = f(); address payable w; T[] memory t; new A();').map((one) => one.type);
    assert.deepEqual(types, [
      'LocalDeclaration', 'LocalDeclaration', 'ExpressionStatement', 'LocalDeclaration', 'ExpressionStatement', 'LocalDeclaration',
      'ExpressionStatement', 'LocalDeclaration', 'LocalDeclaration', 'ExpressionStatement',
    ]);
  });

  it('reads try, unchecked, emit, revert and assembly', () => {
    const types = statements('try a.f{value: 1}() returns (uint r) { } catch Error(string memory m) { } catch { } unchecked { x++; } emit E(1); revert F({a: 1}); revert("x"); assembly ("memory-safe") { let x := add(1, 2) for { } lt(x, 3) { } { break } switch x case 0 { } default { leave } }').map((one) => one.type);
    assert.deepEqual(types, ['TryStatement', 'Block', 'EmitStatement', 'RevertStatement', 'ExpressionStatement', 'AssemblyStatement']);
  });

  it('gives operators their precedence', () => {
    const [statement] = statements('a = b || c && d == e + f * g ** h ** i;');
    const expression = statement?.type === 'ExpressionStatement' ? statement.expression : null;
    const show = (node: Node): string => {
      if (node.type === 'BinaryExpression') return `(${show(node.left)}${node.operator}${show(node.right)})`;
      if (node.type === 'AssignmentExpression') return `${show(node.target)}=${show(node.value)}`;
      return node.type === 'Identifier' ? node.name : node.type;
    };
    assert.equal(expression && show(expression), 'a=(b||(c&&(d==(e+(f*(g**(h**i)))))))');
  });

  it('reads the assembly of 0.4', () => {
    const [statement] = statements('assembly { let x := 7 start: x =: y jump(start) x := mload }');
    assert.equal(statement?.type, 'AssemblyStatement');
  });
});

describe('broken sources', () => {
  it('keeps what stands around an error', () => {
    const { unit, diagnostics } = parse('contract A { uint ; function f() public { x = ; y(); } uint b; } contract B { }');
    const names = unit.items.map((item) => ('name' in item ? item.name : ''));
    assert.deepEqual(names, ['A', 'B']);
    assert.equal(diagnostics.length, 2);
    const [contract] = unit.items;
    assert.deepEqual(contract?.type === 'ContractDefinition' && contract.members.map((member) => ('name' in member ? member.name : '')), ['f', 'b']);
  });

  it('ends a contract whose brace is missing where the next begins', () => {
    const { unit } = parse('contract A { function f() public { } contract B { }');
    assert.deepEqual(unit.items.map((item) => ('name' in item ? item.name : '')), ['A', 'B']);
  });

  it('says that it is too deep instead of exhausting the stack', () => {
    for (const [open, close] of [['(', ')'], ['[', ']'], ['{', '}'], ['f(', ')'], ['if (x) ', ''], ['!', '']] as const) {
      const { diagnostics } = parse(`contract A { function f() public { ${open.repeat(10_000)}x${close.repeat(10_000)}; } }`);
      assert.ok(diagnostics.length > 0, open);
    }
    const { diagnostics } = parse(`contract A { ${'mapping(uint=>'.repeat(10_000)} uint ${')'.repeat(10_000)} m; }`);
    assert.match(diagnostics[0]?.reason ?? '', /nested deeper than 200 levels/);
  });

  it('limits endless chains', () => {
    const { diagnostics } = parse(`contract A { uint x = ${'1 + '.repeat(5_000)} 1; }`);
    assert.match(diagnostics[0]?.reason ?? '', /more than 1000 operators/);
  });
});

const SEED = `pragma solidity ^0.8.0; contract A is B { mapping(address => uint) m; modifier o() { require(msg.sender == a); _; }
  function f(uint a, bytes calldata d) external payable o returns (bool) { for (uint i = 0; i < 10; i++) { m[msg.sender] += a ** 2; }
  (bool ok,) = a.call{value: 1}(d); unchecked { a--; } assembly { let x := sload(0) } try this.f(1, d) { } catch { } return ok ? true : false; } }`;

/** The seed with pieces cut out, doubled and moved. */
function mutated(): fc.Arbitrary<string> {
  const cut = fc.tuple(fc.nat(SEED.length), fc.nat(60), fc.constantFrom('', '{', '}', '(', ')', ';', '"', '/*', '\0', '\u202e', 'function', '[['));
  return fc.array(cut, { minLength: 1, maxLength: 12 }).map((cuts) =>
    cuts.reduce((source, [at, length, text]) => source.slice(0, at) + text + source.slice(at + length), SEED),
  );
}

describe('properties', () => {
  it('never throws, and every range lies in its parent', () => {
    fc.assert(fc.property(fc.oneof(mutated(), fc.string({ unit: 'binary', maxLength: 200 })), (source) => {
      const { unit } = parse(source);
      walk(unit, (node) => {
        assert.ok(node.start >= 0 && node.end >= node.start && node.end <= source.length);
        return true;
      });
    }), { numRuns: 500 });
  });

  it('nests the ranges of whole sources', () => {
    for (const parent of nested(SEED)) {
      walk(parent, (node) => {
        assert.ok(node.start >= parent.start && node.end <= parent.end, `${node.type} in ${parent.type}`);
        return true;
      });
    }
  });

  it('finds the same tree whatever the white space', () => {
    const shape = (source: string): string => nested(source).map((node) => node.type).join(' ');
    fc.assert(fc.property(fc.constantFrom(' ', '\n', '\t', ' // c\n', '/* c */'), (blank) => {
      assert.equal(shape(SEED.replaceAll(' ', blank)), shape(SEED));
    }));
  });
});
