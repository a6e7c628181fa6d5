import { flowsOf } from '../solidity/analysis/contract-model.ts';
import { isSame, textOf } from '../solidity/analysis/values.ts';
import { issueAt } from '../detectors/issue.ts';
import { constantValue } from '../solidity/layout/constants.ts';
import { resolveType } from '../solidity/project/resolve-type.ts';
import type { Contract, FunctionInfo } from '../solidity/project/model.ts';
import type { BinaryExpression, Expression, Node } from '../solidity/syntax/nodes.ts';
import type { GasAdvice, GasContext } from './advice.ts';
import { admits, bare, bodies, compiled, inCode, nodes } from './search.ts';

/** Every node of a kind in functions and modifiers. */
function* everywhere<T extends Node['type']>(context: GasContext, type: T): Iterable<{ info: Pick<FunctionInfo, 'file' | 'contract'> & { node: Node }; code: Parameters<typeof inCode>[0]; node: Extract<Node, { type: T }> }> {
  for (const contract of compiled(context)) {
    for (const code of [...contract.functions, ...contract.modifiers]) for (const node of nodes(code.node, type)) yield { info: code, code, node };
  }
}

const named = (node: Expression): string => (node.type === 'Identifier' ? node.name : '');

function* requires(context: GasContext) {
  for (const found of everywhere(context, 'CallExpression')) if (named(found.node.callee) === 'require') yield found;
}

const customError: GasAdvice = {
  id: 'gas-custom-error',
  title: 'A reason as text',
  why: 'The text is deployed with the code and encoded when it fails. A custom error is four bytes, and can carry values.',
  fix: 'Declare an error and revert with it (Solidity 0.8.4; in require since 0.8.26).',
  example: {
    before: 'contract C { uint256 n; function f(uint256 a) external { require(a > 10, "the amount is too low"); n = a; } }',
    after: 'contract C { error TooLow(); uint256 n; function f(uint256 a) external { if (a <= 10) revert TooLow(); n = a; } }',
    call: 'f(uint256)', args: [5n],
  },
  *find(context) {
    for (const { code, node } of everywhere(context, 'CallExpression')) {
      const name = named(node.callee);
      const reason = name === 'require' ? node.args[1] : name === 'revert' ? node.args[0] : undefined;
      if (reason?.type === 'StringLiteral' && admits(code.file, 8, 4)) yield inCode(code, node, 'the reason is text that is deployed with the code');
    }
  },
};

const longString: GasAdvice = {
  id: 'gas-long-string',
  title: 'A reason longer than 32 bytes',
  why: 'Each further word is deployed, put into memory and returned.',
  fix: 'Shorten it to 32 bytes, or use a custom error.',
  example: {
    before: 'contract C { uint256 n; function f(uint256 a) external { require(a > 10, "the amount that you have sent with this is too low"); n = a; } }',
    after: 'contract C { uint256 n; function f(uint256 a) external { require(a > 10, "amount too low"); n = a; } }',
    call: 'f(uint256)', args: [5n],
  },
  *find(context) {
    for (const { code, node } of requires(context)) {
      const [, reason] = node.args;
      if (reason?.type === 'StringLiteral' && new TextEncoder().encode(reason.value).length > 32) yield inCode(code, reason, 'the reason takes more than one word');
    }
  },
};

const splitRequire: GasAdvice = {
  id: 'gas-split-require',
  title: 'Two conditions in one require',
  why: 'The conditions are joined to one value before the test. Two tests need no such value.',
  fix: 'Write a require for each.',
  example: {
    before: 'contract C { uint256 n; function f(uint256 a) external { require(a > 10 && a < 100); n = a; } }',
    after: 'contract C { uint256 n; function f(uint256 a) external { require(a > 10); require(a < 100); n = a; } }',
    call: 'f(uint256)', args: [50n],
  },
  *find(context) {
    for (const { code, node } of requires(context)) {
      const [first] = node.args;
      const condition = first ? bare(first) : null;
      if (condition?.type === 'BinaryExpression' && condition.operator === '&&') yield inCode(code, node, 'the two conditions could be tested one after the other');
    }
  },
};

const nestedIf: GasAdvice = {
  id: 'gas-nested-if',
  title: 'Two conditions in one if',
  why: 'The conditions are joined to one value before the test. Nested tests need no such value.',
  fix: 'Nest two ifs where there is no else.',
  example: {
    before: 'contract C { uint256 n; function f(uint256 a) external { if (a > 10 && a < 100) n = a; } }',
    after: 'contract C { uint256 n; function f(uint256 a) external { if (a > 10) { if (a < 100) n = a; } } }',
    call: 'f(uint256)', args: [50n],
  },
  *find(context) {
    for (const { code, node } of everywhere(context, 'IfStatement')) {
      const condition = bare(node.condition);
      if (node.whenFalse === null && condition.type === 'BinaryExpression' && condition.operator === '&&') yield inCode(code, node.condition, 'the two conditions could be nested');
    }
  },
};

const boolCompare: GasAdvice = {
  id: 'gas-bool-compare',
  title: 'A truth value compared with a truth value',
  why: 'The comparison gives what was there before.',
  fix: 'Use the value, or its negation.',
  example: {
    before: 'contract C { uint256 n; function f(bool a) external { if (a == true) n = 1; } }',
    after: 'contract C { uint256 n; function f(bool a) external { if (a) n = 1; } }',
    call: 'f(bool)', args: [1n],
  },
  *find(context) {
    for (const { code, node } of everywhere(context, 'BinaryExpression')) {
      const isComparison = node.operator === '==' || node.operator === '!=';
      if (isComparison && [node.left, node.right].some(({ type }) => type === 'BooleanLiteral')) yield inCode(code, node, 'a truth value needs no comparison');
    }
  },
};

const ternaryBool: GasAdvice = {
  id: 'gas-ternary-bool',
  title: 'A condition that chooses between true and false',
  why: 'The choice gives what the condition was.',
  fix: 'Use the condition, or its negation.',
  example: {
    before: 'contract C { function f(uint256 a) external pure returns (bool) { return a > 5 ? true : false; } }',
    after: 'contract C { function f(uint256 a) external pure returns (bool) { return a > 5; } }',
    call: 'f(uint256)', args: [50n],
  },
  *find(context) {
    for (const { code, node } of everywhere(context, 'ConditionalExpression')) {
      if (node.whenTrue.type === 'BooleanLiteral' && node.whenFalse.type === 'BooleanLiteral') yield inCode(code, node, 'the condition itself says the same');
    }
  },
};

const uncheckedSub: GasAdvice = {
  id: 'gas-unchecked-sub',
  title: 'A subtraction that was made sure of before',
  why: 'A test has settled that it cannot go below zero; the compiler checks it again, about 80 gas.',
  fix: 'Subtract in an unchecked block, with the test right above it.',
  example: {
    before: 'contract C { function f(uint256 a, uint256 b) external pure returns (uint256) { require(a >= b); return a - b; } }',
    after: 'contract C { function f(uint256 a, uint256 b) external pure returns (uint256) { require(a >= b); unchecked { return a - b; } } }',
    call: 'f(uint256,uint256)', args: [50n, 3n],
  },
  *find({ models }) {
    for (const flow of models.flatMap(flowsOf)) {
      for (const one of flow.instructions) {
        if (one.kind !== 'binary' || one.operator !== '-' || !one.isChecked || one.type.kind !== 'int' || one.type.isSigned) continue;
        const isSure = flow.facts(one.block).some((fact) => {
          if (fact.kind !== 'atom' || fact.value.kind !== 'binary') return false;
          const { operator, left, right } = fact.value;
          const [low, high] = (fact.holds ? ['<', '<='] : ['>', '>=']).includes(operator) ? [left, right] : (fact.holds ? ['>', '>='] : ['<', '<=']).includes(operator) ? [right, left] : [null, null];
          return low !== null && high !== null && isSame(high, one.left) && isSame(low, one.right) && [low, high].every(({ kind }) => kind !== 'load');
        });
        if (isSure) yield issueAt(one, { message: `${textOf(one)} cannot go below zero here` });
      }
    }
  },
};

const square: GasAdvice = {
  id: 'gas-square',
  title: 'A small power of a variable',
  why: 'The checked power of a variable is computed in a loop of its own; a multiplication takes a tenth of it.',
  fix: 'Write a * a, or a * a * a.',
  example: {
    before: 'contract C { function f(uint256 a) external pure returns (uint256) { return a ** 2; } }',
    after: 'contract C { function f(uint256 a) external pure returns (uint256) { return a * a; } }',
    call: 'f(uint256)', args: [50n],
  },
  *find(context) {
    for (const { code, node } of everywhere(context, 'BinaryExpression')) {
      const isSmallPower = node.operator === '**' && node.right.type === 'NumberLiteral' && ['2', '3'].includes(node.right.text);
      if (isSmallPower && constantValue(node.left, { file: code.file, contract: code.contract }) === null) yield inCode(code, node, 'a multiplication costs a tenth of this power');
    }
  },
};

const isPowerOfTwo = (value: bigint | null): boolean => value !== null && value > 1n && (value & (value - 1n)) === 0n;

function* byPowers(context: GasContext, operator: BinaryExpression['operator']) {
  for (const found of everywhere(context, 'BinaryExpression')) {
    const { code, node } = found;
    if (node.operator !== operator || !isPowerOfTwo(constantValue(node.right, { file: code.file, contract: code.contract })) || constantValue(node.left, { file: code.file, contract: code.contract }) !== null) continue;
    if (isUnsigned(code, node.left)) yield found;
  }
}

/** Known to be unsigned by the declaration of a parameter, or of a state variable; else the rounding could differ. */
function isUnsigned(code: { node: Node; contract: Contract | null }, operand: Expression): boolean {
  const inner = bare(operand);
  if (inner.type !== 'Identifier') return false;
  const declared = [...nodes(code.node, 'Parameter').filter(({ name }) => name?.name === inner.name), ...nodes(code.node, 'VariableDeclaration').filter(({ name }) => name === inner.name), ...(code.contract?.linear.flatMap(({ variables }) => variables.map(({ node }) => node)) ?? []).filter(({ name }) => name === inner.name)];
  return declared.some(({ typeName }) => typeName.type === 'ElementaryType' && typeName.name.startsWith('uint'));
}

const divideShift: GasAdvice = {
  id: 'gas-divide-shift',
  title: 'A division by a power of two',
  why: 'The compiler checks a division for zero even where the divisor is written out; a shift needs no check.',
  fix: 'Shift to the right.',
  example: {
    before: 'contract C { function f(uint256 a) external pure returns (uint256) { return a / 2; } }',
    after: 'contract C { function f(uint256 a) external pure returns (uint256) { return a >> 1; } }',
    call: 'f(uint256)', args: [5n],
  },
  *find(context) {
    for (const { code, node } of byPowers(context, '/')) yield inCode(code, node, 'a shift gives the same');
  },
};

const moduloMask: GasAdvice = {
  id: 'gas-modulo-mask',
  title: 'A remainder by a power of two',
  why: 'The compiler checks a remainder for zero even where the divisor is written out; a mask needs no check.',
  fix: 'Use & with the power less one.',
  example: {
    before: 'contract C { function f(uint256 a) external pure returns (bool) { return a % 2 == 0; } }',
    after: 'contract C { function f(uint256 a) external pure returns (bool) { return a & 1 == 0; } }',
    call: 'f(uint256)', args: [5n],
  },
  *find(context) {
    for (const { code, node } of byPowers(context, '%')) yield inCode(code, node, 'a mask gives the same');
  },
};

function isHash(node: Expression): Expression | null {
  const inner = bare(node);
  return inner.type === 'CallExpression' && named(inner.callee) === 'keccak256' ? (inner.args[0] ?? null) : null;
}

/** `bytes("")` and `""`. */
function isEmptyText(node: Expression): boolean {
  const inner = node.type === 'CallExpression' ? (node.args[0] ?? node) : node;
  return inner.type === 'StringLiteral' && inner.value === '';
}

const emptyString: GasAdvice = {
  id: 'gas-empty-string',
  title: 'An empty text found out by its hash',
  why: 'Both sides are copied and hashed to learn what the length says.',
  fix: 'Compare bytes(text).length with zero.',
  example: {
    before: 'contract C { function f(string calldata s) external pure returns (bool) { return keccak256(bytes(s)) == keccak256(bytes("")); } }',
    after: 'contract C { function f(string calldata s) external pure returns (bool) { return bytes(s).length == 0; } }',
    call: 'f(string)', args: [32n, 4n, '0x6162636400000000000000000000000000000000000000000000000000000000'],
  },
  *find(context) {
    for (const { code, node } of everywhere(context, 'BinaryExpression')) {
      const [left, right] = [isHash(node.left), isHash(node.right)];
      if (left && right && [left, right].some(isEmptyText)) yield inCode(code, node, 'the length says the same');
    }
  },
};

const hashLiteral: GasAdvice = {
  id: 'gas-hash-literal',
  title: 'The hash of a text that never changes',
  why: 'What goes through abi.encodePacked is put into memory and hashed in every call, although its hash is known when the contract is compiled.',
  fix: 'Make a constant of keccak256("…").',
  example: {
    before: 'contract C { mapping(bytes32 => uint256) m; function f() external view returns (uint256) { return m[keccak256(abi.encodePacked("a.role"))]; } }',
    after: 'contract C { bytes32 constant ROLE = keccak256("a.role"); mapping(bytes32 => uint256) m; function f() external view returns (uint256) { return m[ROLE]; } }',
    call: 'f()',
  },
  *find(context) {
    for (const { code, node } of everywhere(context, 'CallExpression')) {
      const hashed = isHash(node);
      const isPacked = hashed?.type === 'CallExpression' && hashed.callee.type === 'MemberAccess' && hashed.callee.member === 'encodePacked';
      if (isPacked && hashed.args.length > 0 && hashed.args.every(({ type }) => type === 'StringLiteral')) yield inCode(code, node, 'this hash is the same in every call');
    }
  },
};

const fixedArray: GasAdvice = {
  id: 'gas-fixed-array',
  title: 'A dynamic array in memory of a length that is known',
  why: 'Its length is kept and every index compared with it.',
  fix: 'Declare an array of fixed length.',
  example: {
    before: 'contract C { function f(uint256 n) external pure returns (uint256) { uint256[] memory a = new uint256[](3); a[0] = n; a[1] = n; a[2] = n; return a[1]; } }',
    after: 'contract C { function f(uint256 n) external pure returns (uint256) { uint256[3] memory a; a[0] = n; a[1] = n; a[2] = n; return a[1]; } }',
    call: 'f(uint256)', args: [1n],
  },
  *find(context) {
    for (const { info } of bodies(context)) {
      for (const { variables: [variable], value } of nodes(info.node, 'LocalDeclaration')) {
        const made = value ? bare(value) : null;
        if (!variable || made?.type !== 'CallExpression' || made.callee.type !== 'NewExpression' || made.callee.typeName.type !== 'ArrayType' || made.args[0]?.type !== 'NumberLiteral') continue;
        // What is handed on must stay a dynamic array.
        const isHandedOn = nodes(info.node, 'Identifier').some((one) => one.name === variable.name && !isIndexed(info, one));
        if (!isHandedOn) yield inCode(info, variable.nameRange, `${variable.name} always has ${made.args[0].text} elements`);
      }
    }
  },
};

function isIndexed(info: FunctionInfo, node: Node): boolean {
  return nodes(info.node, 'IndexAccess').some(({ base }) => base === node) || nodes(info.node, 'MemberAccess').some(({ object, member }) => object === node && member === 'length');
}

const stringEvent: GasAdvice = {
  id: 'gas-string-event',
  title: 'A short fixed text in an event',
  why: 'A string is encoded with its place and length, two words more than bytes32.',
  fix: 'Declare the parameter bytes32 where all texts fit.',
  example: {
    before: 'contract C { event E(string s); function f() external { emit E("done"); } }',
    after: 'contract C { event E(bytes32 s); function f() external { emit E("done"); } }',
    call: 'f()',
  },
  *find(context) {
    for (const { code, node } of everywhere(context, 'EmitStatement')) {
      if (node.call.type !== 'CallExpression') continue;
      for (const arg of node.call.args) if (arg.type === 'StringLiteral' && arg.kind === 'text' && arg.value.length <= 32 && declaresString(code.contract, named(node.call.callee))) yield inCode(code, arg, 'this text would fit bytes32');
    }
  },
};

function declaresString(contract: Contract | null, event: string): boolean {
  const found = contract?.linear.flatMap((one) => one.events.map((node) => ({ node, one }))).find(({ node }) => node.name === event);
  return found?.node.parameters.some(({ typeName, isIndexed: indexed }) => !indexed && resolveType(typeName, { file: found.one.file, contract: found.one }).kind === 'string') ?? false;
}

/** What can be saved in conditions, arithmetic and text. */
export const expressionAdvices: readonly GasAdvice[] = [customError, longString, splitRequire, nestedIf, boolCompare, ternaryBool, uncheckedSub, square, divideShift, moduloMask, emptyString, hashLiteral, fixedArray, stringEvent];
