import { flowsOf } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { inputsOf, isSame, textOf } from '../solidity/analysis/values.ts';
import { issueAt, issueOn } from '../detectors/issue.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import { findVariable } from '../solidity/project/lookup.ts';
import type { Contract, FunctionInfo } from '../solidity/project/model.ts';
import type { Expression, Parameter } from '../solidity/syntax/nodes.ts';
import type { GasAdvice, GasContext } from './advice.ts';
import { admits, bare, bodies, compiled, inCode, nodes, usesName, writtenIn } from './search.ts';

/** Parameters that are copied to memory and then only read. */
function copied(info: FunctionInfo): Parameter[] {
  const written = writtenIn(info.node);
  return info.parameters.filter(({ location, name }) => location === 'memory' && name !== null && !written.has(name.name) && info.node.modifiers.every(({ args }) => args?.every((arg) => !usesName(arg, name.name)) ?? true));
}

function* calledInside(contract: Contract, linear: readonly Contract[]): Iterable<string> {
  for (const one of [contract, ...linear]) {
    for (const { node } of [...one.functions, ...one.modifiers]) {
      for (const { callee } of nodes(node, 'CallExpression')) {
        if (callee.type === 'Identifier') yield callee.name;
        else if (callee.type === 'MemberAccess' && callee.object.type === 'Identifier') yield callee.member;
      }
    }
  }
}

const calldata: GasAdvice = {
  id: 'gas-calldata',
  title: 'An argument copied to memory that is only read',
  why: 'The copy costs gas for each word and needs code to make it. Calldata is read in place.',
  fix: 'Declare the parameter calldata.',
  example: {
    before: 'contract C { function f(uint256[] memory a) external pure returns (uint256) { return a[0]; } }',
    after: 'contract C { function f(uint256[] calldata a) external pure returns (uint256) { return a[0]; } }',
    call: 'f(uint256[])', args: [32n, 5n, 1n, 2n, 3n, 4n, 5n],
  },
  *find(context) {
    for (const { contract, info } of bodies(context)) {
      if (info.visibility !== 'external' || contract.kind === 'library' || !admits(info.file, 6, 9)) continue;
      for (const parameter of copied(info)) yield inCode(info, parameter, `${parameter.name?.name ?? ''} is copied to memory and only read`);
    }
  },
};

const publicExternal: GasAdvice = {
  id: 'gas-public-external',
  title: 'A public function that is never called from inside',
  why: 'Its arguments are copied to memory because code inside could call it. An external function reads them in place.',
  fix: 'Make it external and its parameters calldata.',
  example: {
    before: 'contract C { function f(uint256[] memory a) public pure returns (uint256) { return a[0]; } }',
    after: 'contract C { function f(uint256[] calldata a) external pure returns (uint256) { return a[0]; } }',
    call: 'f(uint256[])', args: [32n, 5n, 1n, 2n, 3n, 4n, 5n],
  },
  *find(context) {
    for (const { contract, info } of bodies(context)) {
      if (info.visibility !== 'public' || info.kind !== 'function' || contract.kind !== 'contract' || copied(info).length === 0) continue;
      const family = context.project.contracts.filter(({ linear }) => linear.includes(contract));
      const isCalled = family.some((one) => [...calledInside(one, one.linear)].includes(info.name)) || info.node.isVirtual;
      if (!isCalled) yield inCode(info, info.node.nameRange, `${info.name}() is never called from inside`);
    }
  },
};

const payableAdmin: GasAdvice = {
  id: 'gas-payable-admin',
  title: 'A guarded function that refuses Ether',
  why: 'Functions that are not payable first check that no Ether came, about 24 gas. Those who may call this one will not send any by mistake.',
  fix: 'Make it payable, if whoever calls it is to be trusted with that.',
  example: {
    before: 'contract C { address immutable owner = msg.sender; uint256 fee; function f(uint256 a) external { require(msg.sender == owner); fee = a; } }',
    after: 'contract C { address immutable owner = msg.sender; uint256 fee; function f(uint256 a) external payable { require(msg.sender == owner); fee = a; } }',
    call: 'f(uint256)', args: [5n],
  },
  *find({ models }) {
    const seen = new Set<FunctionInfo>();
    for (const { entries, authorisation } of models) {
      for (const flow of entries.filter(({ routine }) => routine.isEntryPoint && routine.info.mutability === null && routine.info.file.language === 'solidity')) {
        const { info, blocks } = flow.routine;
        const ends = blocks.filter(({ terminator }) => terminator.kind === 'return');
        if (seen.has(info) || info.kind !== 'function' || ends.length === 0 || !ends.every((end) => authorisation.isTested(flow, end))) continue;
        seen.add(info);
        yield inCode(info, info.node.nameRange, `${info.name}() is guarded and checks besides that no Ether comes with a call`);
      }
    }
  },
};

const payableConstructor: GasAdvice = {
  id: 'gas-payable-constructor',
  title: 'A constructor that refuses Ether',
  why: 'It checks that no Ether came, about 200 gas with the code for it. Whoever deploys will not send any by mistake.',
  fix: 'Make the constructor payable.',
  example: {
    before: 'contract C { uint256 a; constructor() { a = 1; } function f() external view returns (uint256) { return a; } }',
    after: 'contract C { uint256 a; constructor() payable { a = 1; } function f() external view returns (uint256) { return a; } }',
    call: 'f()',
  },
  *find(context) {
    for (const { contract, info } of bodies(context)) {
      if (info.kind === 'constructor' && info.mutability === null && contract.kind === 'contract' && !contract.node.isAbstract) yield inCode(info, info.node.nameRange, `the constructor of ${contract.name} checks that no Ether comes with it`);
    }
  },
};

const thisCall: GasAdvice = {
  id: 'gas-this-call',
  title: 'A call of itself from outside',
  why: '`this.f()` is a message to another contract that happens to be this one: encoding, a call, decoding.',
  fix: 'Call the function directly; make it public or move its work to an internal one.',
  example: {
    before: 'contract C { function g(uint256 a) public pure returns (uint256) { return a * 2; } function f(uint256 a) external view returns (uint256) { return this.g(a); } }',
    after: 'contract C { function g(uint256 a) public pure returns (uint256) { return a * 2; } function f(uint256 a) external view returns (uint256) { return g(a); } }',
    call: 'f(uint256)', args: [5n],
  },
  *find({ models }) {
    for (const flow of models.flatMap(flowsOf)) {
      for (const one of flow.instructions) if (one.kind === 'call' && one.method === 'self' && !one.isTried && one.callee?.node.body) yield issueAt(one, { message: `${textOf(one)} calls this contract from outside` });
    }
  },
};

const modifierBody: GasAdvice = {
  id: 'gas-modifier-body',
  title: 'A long modifier that many functions have',
  why: 'The code of a modifier is copied into each function that has it. A function is deployed once.',
  fix: 'Move its checks to an internal function and call that in the modifier. Each call of it then costs about 24 gas more.',
  example: {
    before: 'contract C { address o = msg.sender; uint256 n; modifier own() { require(msg.sender == o, "not the owner"); require(n < 1000, "too many"); _; } function f() external own { n++; } function g() external own { n += 2; } function h() external own { n += 3; } }',
    after: 'contract C { address o = msg.sender; uint256 n; modifier own() { _check(); _; } function _check() private view { require(msg.sender == o, "not the owner"); require(n < 1000, "too many"); } function f() external own { n++; } function g() external own { n += 2; } function h() external own { n += 3; } }',
    call: 'f()',
  },
  *find(context) {
    for (const contract of compiled(context)) {
      for (const modifier of contract.modifiers) {
        const checks = modifier.node.body?.statements.filter(({ type }) => type !== 'PlaceholderStatement') ?? [];
        const users = context.project.contracts.filter(({ linear }) => linear.includes(contract)).flatMap(({ functions }) => functions).filter(({ node }) => node.modifiers.some(({ path }) => path.at(-1) === modifier.name));
        const isLong = checks.length >= 2 && checks.every(({ type }) => type === 'ExpressionStatement' || type === 'IfStatement');
        if (isLong && users.length >= 3) yield issueOn({ file: modifier.file, range: modifier.node.nameRange, contract, code: modifier }, { message: `the code of ${modifier.name} is deployed ${users.length} times` });
      }
    }
  },
};

const duplicateCheck: GasAdvice = {
  id: 'gas-duplicate-check',
  title: 'A test that was passed before',
  why: 'The same condition is computed again although nothing it depends on has changed.',
  fix: 'Remove the second test.',
  example: {
    before: 'contract C { address o = msg.sender; uint256 n; modifier own() { require(msg.sender == o); _; } function f() external own { require(msg.sender == o); n++; } }',
    after: 'contract C { address o = msg.sender; uint256 n; modifier own() { require(msg.sender == o); _; } function f() external own { n++; } }',
    call: 'f()',
  },
  *find({ models }) {
    for (const flow of models.flatMap(flowsOf).filter(({ routine }) => routine.info.file.language === 'solidity')) yield* duplicatesIn(flow);
  },
};

function* duplicatesIn(flow: Flow) {
  const tests = flow.routine.blocks.flatMap(({ terminator }) => (terminator.kind === 'branch' && terminator.condition.kind === 'binary' ? [terminator] : [])).slice(0, 100);
  for (const test of tests) {
    const { condition } = test;
    const earlier = tests.find((other) => other !== test && other.condition !== condition && flow.alwaysPrecedes(other.condition, condition) && isSame(other.condition, condition));
    if (!earlier || isChangedBetween(flow, earlier.condition, condition) || inputsOf(condition).size > 30) continue;
    const isKnown = flow.facts(condition.block).some((fact) => fact.kind === 'atom' && isSame(fact.value, condition));
    if (isKnown) yield issueAt(condition, { message: `${textOf(condition)} was tested before` });
  }
}

function isChangedBetween(flow: Flow, first: Instruction, second: Instruction): boolean {
  const variables = new Set([...inputsOf(second)].flatMap((input) => (input.kind === 'load' ? [input.path.variable] : [])));
  return flow.instructions.some((one) => {
    const isChange = (one.kind === 'store' && (variables.has(one.path.variable) || one.path.variable === null)) || (one.kind === 'call' && one.method !== 'builtin');
    return isChange && flow.canFollow(first, one) && flow.canFollow(one, second);
  });
}

/** Reads of storage and calls in an expression. */
function isCostly(node: Expression, contract: Contract): boolean {
  const isState = nodes(node, 'Identifier').some(({ name }) => {
    const variable = findVariable(contract, name);
    return variable !== undefined && !variable.node.isConstant && !variable.node.isImmutable;
  });
  return isState || nodes(node, 'CallExpression').length > 0;
}

const isPure = (node: Expression): boolean => nodes(node, 'CallExpression').length === 0 && nodes(node, 'IndexAccess').length === 0 && nodes(node, 'AssignmentExpression').length === 0 && nodes(node, 'UnaryExpression').every(({ operator }) => operator === '!' || operator === '-');

const shortCircuit: GasAdvice = {
  id: 'gas-short-circuit',
  title: 'The costly condition first',
  why: 'The right side is only computed where the left has not decided. A read of storage costs up to 2,100 gas, a comparison of arguments less than 20.',
  fix: 'Put the condition that costs nothing first.',
  example: {
    before: 'contract C { mapping(address => bool) ok; uint256 n; function f(uint256 a) external { if (ok[msg.sender] && a > 10) n++; } }',
    after: 'contract C { mapping(address => bool) ok; uint256 n; function f(uint256 a) external { if (a > 10 && ok[msg.sender]) n++; } }',
    call: 'f(uint256)', args: [5n],
  },
  *find(context) {
    for (const { contract, info } of bodies(context)) {
      for (const node of nodes(info.node, 'BinaryExpression')) {
        if (node.operator !== '&&' && node.operator !== '||') continue;
        // A call on the left may change something, or guard the right side.
        const hasCall = nodes(node.left, 'CallExpression').length > 0;
        const isGuard = nodes(node.right, 'BinaryExpression').some(({ operator }) => ['/', '%', '-', '+', '*'].includes(operator));
        if (!hasCall && !isGuard && isCostly(node.left, contract) && isPure(node.right) && !isCostly(node.right, contract)) yield inCode(info, node, 'the left side reads storage, the right side costs little');
      }
    }
  },
};

const lateCheck: GasAdvice = {
  id: 'gas-late-check',
  title: 'Arguments are checked after work was done',
  why: 'Who is refused pays for everything before the check, such as a write of 22,100 gas.',
  fix: 'Check arguments first.',
  example: {
    before: 'contract C { uint256 n; function f(uint256 a) external { n += 1; require(a > 10); } }',
    after: 'contract C { uint256 n; function f(uint256 a) external { require(a > 10); n += 1; } }',
    call: 'f(uint256)', args: [5n],
  },
  *find({ models }) {
    for (const flow of models.flatMap(({ entries }) => entries).filter(({ routine }) => routine.isEntryPoint && routine.info.file.language === 'solidity')) {
      const first = flow.instructions.find((one) => one.kind === 'store' && one.path.variable !== null && flow.facts(one.block).length === 0);
      if (first) yield* lateChecks(flow, first);
    }
  },
};

function* lateChecks(flow: Flow, first: Instruction) {
  for (const { terminator } of flow.routine.blocks) {
    if (terminator.kind !== 'branch' || terminator.condition.frame !== flow.routine.frame || !flow.alwaysPrecedes(first, terminator.condition)) continue;
    const inputs = [...inputsOf(terminator.condition)];
    const isAboutArguments = inputs.some(({ kind }) => kind === 'parameter') && inputs.every(({ kind }) => ['parameter', 'constant', 'binary', 'unary', 'convert', 'environment'].includes(kind));
    const doesRevert = [terminator.whenTrue, terminator.whenFalse].some((block) => block.terminator.kind === 'revert');
    if (isAboutArguments && doesRevert) yield issueAt(terminator.condition, { message: `${textOf(terminator.condition)} is only tested after ${textOf(first)}` });
  }
}

const clone: GasAdvice = {
  id: 'gas-clone',
  title: 'A contract that is deployed whole for every use',
  why: 'Creation pays 200 gas for each byte of code. A minimal proxy (ERC-1167) has 45 bytes and runs the code of one that was deployed once.',
  fix: 'Deploy minimal proxies, where the extra 2,600 gas of each call through them is worth it.',
  example: {
    before: 'contract T { uint256 public n; function set(uint256 a) external { n = a; } function add(uint256 a) external { n += a; } function sub(uint256 a) external { n -= a; } } contract C { function f() external returns (bool) { new T(); return true; } }',
    after: 'contract T { uint256 public n; function set(uint256 a) external { n = a; } function add(uint256 a) external { n += a; } function sub(uint256 a) external { n -= a; } } contract C { address immutable code = address(new T()); function f() external returns (bool) { bytes memory minimal = abi.encodePacked(hex"3d602d80600a3d3981f3363d3d373d3d3d363d73", code, hex"5af43d82803e903d91602b57fd5bf3"); address made; assembly { made := create(0, add(minimal, 32), mload(minimal)) } return made != address(0); } }',
    call: 'f()',
  },
  *find({ models }) {
    for (const flow of models.flatMap(({ entries }) => entries)) {
      for (const one of flow.instructions) if (one.kind === 'call' && one.method === 'create' && one.contract && flow.routine.info.kind === 'function') yield issueAt(one, { message: `all of the code of ${one.contract.name} is deployed each time` });
    }
  },
};

function argumentNamed(value: Expression, info: FunctionInfo): Parameter | undefined {
  const inner = bare(value);
  return inner.type === 'Identifier' ? info.parameters.find(({ name }) => name?.name === inner.name) : undefined;
}

const memoryCopy: GasAdvice = {
  id: 'gas-memory-copy',
  title: 'Calldata copied to memory and only read',
  why: 'Every word is copied although it can be read where it is.',
  fix: 'Use the argument itself.',
  example: {
    before: 'contract C { function f(uint256[] calldata a) external pure returns (uint256 s) { uint256[] memory b = a; for (uint256 i; i < b.length; ++i) s += b[i]; } }',
    after: 'contract C { function f(uint256[] calldata a) external pure returns (uint256 s) { for (uint256 i; i < a.length; ++i) s += a[i]; } }',
    call: 'f(uint256[])', args: [32n, 5n, 1n, 2n, 3n, 4n, 5n],
  },
  *find(context: GasContext) {
    for (const { info } of bodies(context)) {
      for (const { variables: [variable], value } of nodes(info.node, 'LocalDeclaration')) {
        const source = value ? argumentNamed(value, info) : undefined;
        if (variable?.location === 'memory' && source?.location === 'calldata' && !writtenIn(info.node).has(variable.name)) yield inCode(info, variable.nameRange, `${variable.name} is a copy of ${source.name?.name ?? 'the argument'}`);
      }
    }
  },
};

/** What can be saved in how functions are declared and called. */
export const functionAdvices: readonly GasAdvice[] = [calldata, publicExternal, payableAdmin, payableConstructor, thisCall, modifierBody, duplicateCheck, shortCircuit, lateCheck, clone, memoryCopy];
