import { isStaticCall } from '../solidity/analysis/calls.ts';
import { flowsOf } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { inputsOf, textOf } from '../solidity/analysis/values.ts';
import { issueAt } from '../detectors/issue.ts';
import type { Block, CallInstruction, LoadValue, StoreInstruction } from '../solidity/cfg/instructions.ts';
import { findVariable } from '../solidity/project/lookup.ts';
import type { FunctionInfo } from '../solidity/project/model.ts';
import type { Expression, ForStatement, Node } from '../solidity/syntax/nodes.ts';
import type { GasAdvice, GasContext } from './advice.ts';
import { admits, bare, bodies, inCode, nodes, rootName, writtenIn } from './search.ts';

/** `x.length` in a condition. */
function lengthsIn(condition: Expression): { object: string; node: Expression }[] {
  return nodes(condition, 'MemberAccess').flatMap((node) => (node.member === 'length' && node.object.type === 'Identifier' ? [{ object: node.object.name, node }] : []));
}

function loopsOf(info: FunctionInfo): { loop: Node & { body: Node }; condition: Expression }[] {
  const { node } = info;
  const all = [...nodes(node, 'ForStatement'), ...nodes(node, 'WhileStatement'), ...nodes(node, 'DoWhileStatement')];
  return all.flatMap((loop) => (loop.condition ? [{ loop, condition: loop.condition }] : []));
}

const parameterOf = (info: FunctionInfo, name: string) => info.parameters.find((parameter) => parameter.name?.name === name);

const loopLength: GasAdvice = {
  id: 'gas-loop-length',
  title: 'The length of an array in storage, read in every round',
  why: 'Each round reads it again: 100 gas, although the loop does not change it.',
  fix: 'Read it once before the loop.',
  example: {
    before: 'contract C { uint256[] a; constructor() { for (uint256 i; i < 10; i++) a.push(i); } function f() external view returns (uint256 s) { for (uint256 i; i < a.length; i++) s += a[i]; } }',
    after: 'contract C { uint256[] a; constructor() { for (uint256 i; i < 10; i++) a.push(i); } function f() external view returns (uint256 s) { uint256 n = a.length; for (uint256 i; i < n; i++) s += a[i]; } }',
    call: 'f()',
  },
  *find(context) {
    for (const { contract, info } of bodies(context)) {
      if (info.kind === 'constructor') continue;
      for (const { loop, condition } of loopsOf(info)) {
        for (const { object, node } of lengthsIn(condition)) {
          const isState = findVariable(contract, object) !== undefined && parameterOf(info, object) === undefined;
          if (isState && !writtenIn(loop.body).has(object)) yield inCode(info, node, `the length of ${object} is read from storage in every round`);
        }
      }
    }
  },
};

const memoryLength: GasAdvice = {
  id: 'gas-memory-length',
  title: 'The length of an array in memory, read in every round',
  why: 'A read of memory a round, about 3 gas, for a number that does not change.',
  fix: 'Read it once before the loop.',
  example: {
    before: 'contract C { function f(uint256[] memory a) external pure returns (uint256 s) { for (uint256 i; i < a.length; i++) s += a[i]; } }',
    after: 'contract C { function f(uint256[] memory a) external pure returns (uint256 s) { uint256 n = a.length; for (uint256 i; i < n; i++) s += a[i]; } }',
    call: 'f(uint256[])', args: [32n, 5n, 1n, 2n, 3n, 4n, 5n],
  },
  *find(context) {
    for (const { info } of bodies(context)) {
      for (const { loop, condition } of loopsOf(info)) {
        for (const { object, node } of lengthsIn(condition)) {
          if (parameterOf(info, object)?.location === 'memory' && !writtenIn(loop.body).has(object)) yield inCode(info, node, `the length of ${object} is read in every round`);
        }
      }
    }
  },
};

interface InLoop<T> {
  flow: Flow;
  body: Set<Block>;
  one: T;
}

/** Instructions of a kind in the innermost loop around them, in functions that are called. */
function* inLoops<T extends 'load' | 'store' | 'call'>({ models }: GasContext, kind: T): Iterable<InLoop<Extract<LoadValue | StoreInstruction | CallInstruction, { kind: T }>>> {
  for (const flow of models.flatMap(flowsOf).filter(({ routine }) => routine.info.kind !== 'constructor' && routine.info.file.language === 'solidity')) {
    if (flow.loops.size === 0) continue;
    for (const one of flow.instructions) {
      const body = one.kind === kind ? flow.loopsAround(one.block).map((head) => flow.loops.get(head)).find((found) => found !== undefined) : undefined;
      if (body) yield { flow, body, one: one as Extract<LoadValue | StoreInstruction | CallInstruction, { kind: T }> };
    }
  }
}

/** True where the loop writes the variable, or runs code that may. */
function mayChange({ flow, body }: InLoop<unknown>, variable: LoadValue['path']['variable']): boolean {
  return flow.instructions.some((one) => body.has(one.block) && ((one.kind === 'store' && (one.path.variable === variable || one.path.variable === null)) || (one.kind === 'call' && one.method !== 'builtin' && !isStaticCall(one))));
}

const storageRead: GasAdvice = {
  id: 'gas-loop-storage-read',
  title: 'A variable that is read from storage in every round',
  why: 'Each read costs 100 gas after the first one; a local variable costs 3.',
  fix: 'Read it into a local variable before the loop.',
  example: {
    before: 'contract C { uint256 fee = 3; function set(uint256 a) external { fee = a; } function f(uint256 n) external view returns (uint256 s) { for (uint256 i; i < n; i++) s += i * fee; } }',
    after: 'contract C { uint256 fee = 3; function set(uint256 a) external { fee = a; } function f(uint256 n) external view returns (uint256 s) { uint256 cached = fee; for (uint256 i; i < n; i++) s += i * cached; } }',
    call: 'f(uint256)', args: [10n],
  },
  *find(context) {
    for (const found of inLoops(context, 'load')) {
      const { path, type } = found.one;
      const isScalar = path.variable !== null && path.keys.length === 0 && !['mapping', 'array', 'struct', 'string', 'dynamicBytes'].includes(type.kind);
      if (isScalar && !path.variable?.node.isConstant && !path.variable?.node.isImmutable && !mayChange(found, path.variable)) yield issueAt(found.one, { message: `${path.variable?.name ?? ''} is read from storage in every round` });
    }
  },
};

const storageWrite: GasAdvice = {
  id: 'gas-loop-storage-write',
  title: 'A variable that is written to storage in every round',
  why: 'Each write costs at least 100 gas, besides the read before it. Only the last value stays.',
  fix: 'Work on a local variable and write it once after the loop.',
  example: {
    before: 'contract C { uint256 total; function f(uint256 n) external { for (uint256 i; i < n; i++) total += i; } }',
    after: 'contract C { uint256 total; function f(uint256 n) external { uint256 sum = total; for (uint256 i; i < n; i++) sum += i; total = sum; } }',
    call: 'f(uint256)', args: [10n],
  },
  *find(context) {
    for (const { flow, body, one } of inLoops(context, 'store')) {
      const isScalar = one.path.variable !== null && one.path.keys.length === 0 && !['push', 'pop', 'delete'].includes(one.operator);
      const isSeen = flow.instructions.some((other) => body.has(other.block) && other.kind === 'call' && other.method !== 'builtin');
      if (isScalar && !isSeen) yield issueAt(one, { message: `${one.path.variable?.name ?? ''} is written to storage in every round` });
    }
  },
};

const externalCall: GasAdvice = {
  id: 'gas-loop-external-call',
  title: 'The same question to another contract in every round',
  why: 'A call costs at least 100 gas and the work of the other contract. What it is asked does not depend on the round.',
  fix: 'Ask once before the loop.',
  example: {
    before: 'interface I { function price() external view returns (uint256); } contract P { function price() external pure returns (uint256) { return 3; } } contract C { I immutable oracle = I(address(new P())); function f(uint256 n) external view returns (uint256 s) { for (uint256 i; i < n; i++) s += i * oracle.price(); } }',
    after: 'interface I { function price() external view returns (uint256); } contract P { function price() external pure returns (uint256) { return 3; } } contract C { I immutable oracle = I(address(new P())); function f(uint256 n) external view returns (uint256 s) { uint256 price = oracle.price(); for (uint256 i; i < n; i++) s += i * price; } }',
    call: 'f(uint256)', args: [10n],
  },
  *find(context) {
    for (const { flow, body, one } of inLoops(context, 'call')) {
      if (one.method !== 'external' || !isStaticCall(one)) continue;
      const inputs = [one.target, ...one.args].filter((value) => value !== null).flatMap((value) => [...inputsOf(value)]);
      // Conversions and reads of fixed places are repeated in the loop without depending on its rounds.
      const isFixed = inputs.every((input) => !body.has(input.block) || (input.kind !== 'phi' && input.kind !== 'call' && input.kind !== 'binary' && !(input.kind === 'load' && mayChange({ flow, body, one }, input.path.variable))));
      if (isFixed) yield issueAt(one, { message: `${textOf(one)} asks the same in every round` });
    }
  },
};

function counterOf({ initial }: ForStatement): { name: string; bits: number; node: Node } | null {
  if (initial?.type !== 'LocalDeclaration') return null;
  const [variable] = initial.variables;
  const match = variable?.typeName.type === 'ElementaryType' ? /^uint(\d+)$/.exec(variable.typeName.name) : null;
  return variable && match ? { name: variable.name, bits: Number(match[1]), node: variable } : null;
}

const smallCounter: GasAdvice = {
  id: 'gas-small-counter',
  title: 'A counter of less than 256 bits',
  why: 'The machine counts in words: a smaller type is cut to its bits in every round.',
  fix: 'Count in uint256.',
  example: {
    before: 'contract C { function f(uint8 n) external pure returns (uint256 s) { for (uint8 i; i < n; i++) s += i; } }',
    after: 'contract C { function f(uint8 n) external pure returns (uint256 s) { for (uint256 i; i < n; i++) s += i; } }',
    call: 'f(uint8)', args: [10n],
  },
  *find(context) {
    for (const { info } of bodies(context)) {
      for (const loop of nodes(info.node, 'ForStatement')) {
        const counter = counterOf(loop);
        if (counter && counter.bits < 256) yield inCode(info, counter.node, `${counter.name} is cut to ${counter.bits} bits in every round`);
      }
    }
  },
};

const uncheckedIncrement: GasAdvice = {
  id: 'gas-unchecked-increment',
  title: 'A bounded counter whose increment is checked',
  why: 'The condition of the loop keeps it below its bound, so that it cannot overflow; the compiler leaves the check out by itself only in the head of a for loop, since 0.8.22.',
  fix: 'Increment it in an unchecked block.',
  example: {
    before: 'contract C { function f(uint256 n) external pure returns (uint256 s) { uint256 i; while (i < n) { s ^= i; i++; } } }',
    after: 'contract C { function f(uint256 n) external pure returns (uint256 s) { uint256 i; while (i < n) { s ^= i; unchecked { i++; } } } }',
    call: 'f(uint256)', args: [10n],
  },
  *find(context) {
    for (const { info } of bodies(context)) {
      if (!admits(info.file, 8, 0)) continue;
      for (const loop of nodes(info.node, 'WhileStatement')) yield* incrementsIn(info, loop.condition, loop.body);
    }
  },
};

function* incrementsIn(info: FunctionInfo, condition: Expression, body: Node) {
  const test = bare(condition);
  if (test.type !== 'BinaryExpression' || test.operator !== '<' || test.left.type !== 'Identifier') return;
  const { name } = test.left;
  for (const { statements } of nodes(body, 'Block').filter(({ isUnchecked }) => !isUnchecked)) {
    for (const statement of statements) {
      const step = statement.type === 'ExpressionStatement' ? bare(statement.expression) : null;
      if (step?.type === 'UnaryExpression' && step.operator === '++' && rootName(step.operand) === name) yield inCode(info, step, `${name} stays below its bound and cannot overflow`);
    }
  }
}

/** What can be saved in loops. */
export const loopAdvices: readonly GasAdvice[] = [loopLength, memoryLength, storageRead, storageWrite, externalCall, smallCounter, uncheckedIncrement];
