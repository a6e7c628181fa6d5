import { isStaticCall } from '../solidity/analysis/calls.ts';
import { flowsOf } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { isSame, isSamePath, pathText } from '../solidity/analysis/values.ts';
import { issueAt } from '../detectors/issue.ts';
import type { Instruction, LoadValue } from '../solidity/cfg/instructions.ts';
import { namedType } from '../solidity/project/resolve-type.ts';
import type { Contract, FunctionInfo } from '../solidity/project/model.ts';
import { findVariable } from '../solidity/project/lookup.ts';
import type { Expression, VariableDeclaration } from '../solidity/syntax/nodes.ts';
import type { GasAdvice, GasContext } from './advice.ts';
import { bodies, inCode, nodes, rootName, writtenIn } from './search.ts';

function* called({ models }: GasContext): Iterable<Flow> {
  for (const model of models) for (const flow of flowsOf(model)) if (flow.routine.info.kind !== 'constructor' && flow.routine.info.file.language === 'solidity') yield flow;
}

const reads = (flow: Flow): LoadValue[] => flow.instructions.filter((one): one is LoadValue => one.kind === 'load' && one.path.variable !== null && !one.path.variable.node.isConstant && !one.path.variable.node.isImmutable && !one.path.variable.node.isTransient);

/** What may change storage between two reads. */
const mayWrite = (one: Instruction, load: LoadValue): boolean =>
  (one.kind === 'store' && (one.path.variable === load.path.variable || one.path.variable === null)) || (one.kind === 'call' && one.method !== 'builtin' && !isStaticCall(one));

/** Reads that an earlier read, always run before, has answered already; each with that first one. */
function repeated(flow: Flow, isWanted: (load: LoadValue) => boolean): LoadValue[] {
  const all = reads(flow).filter(isWanted).slice(0, 200);
  return all.filter((load) => all.some((earlier) => earlier !== load && flow.alwaysPrecedes(earlier, load) && isSamePath(earlier.path, load.path)
    && !flow.instructions.some((one) => mayWrite(one, load) && flow.canFollow(earlier, one) && flow.canFollow(one, load))));
}

const isScalar = ({ type }: LoadValue): boolean => !['mapping', 'array', 'struct', 'string', 'dynamicBytes'].includes(type.kind);

/** Each place once, at its first repetition. */
function* onePerPath(loads: readonly LoadValue[]): Iterable<LoadValue> {
  const seen: LoadValue[] = [];
  for (const load of loads) {
    if (seen.some((known) => isSamePath(known.path, load.path))) continue;
    seen.push(load);
    yield load;
  }
}

const storageCache: GasAdvice = {
  id: 'gas-storage-cache',
  title: 'A variable that is read from storage again',
  why: 'The second read costs 100 gas, a local variable 3.',
  fix: 'Read it once into a local variable.',
  example: {
    before: 'contract C { uint256 limit = 100; function set(uint256 a) external { limit = a; } function f(uint256 a) external view returns (uint256) { require(a < limit); return limit - a; } }',
    after: 'contract C { uint256 limit = 100; function set(uint256 a) external { limit = a; } function f(uint256 a) external view returns (uint256) { uint256 most = limit; require(a < most); return most - a; } }',
    call: 'f(uint256)', args: [5n],
  },
  *find(context) {
    for (const flow of called(context)) {
      for (const load of onePerPath(repeated(flow, (one) => isScalar(one) && one.path.keys.length === 0))) yield issueAt(load, { message: `${pathText(load.path)} was read from storage before` });
    }
  },
};

const mappingCache: GasAdvice = {
  id: 'gas-mapping-cache',
  title: 'An entry that is read from storage again',
  why: 'Its place is hashed again and read again: more than 140 gas.',
  fix: 'Read it once into a local variable.',
  example: {
    before: 'contract C { mapping(address => uint256) m; function f(uint256 a) external returns (uint256) { require(m[msg.sender] == 0); if (m[msg.sender] + a > 3) return m[msg.sender] + a; return 1; } }',
    after: 'contract C { mapping(address => uint256) m; function f(uint256 a) external returns (uint256) { uint256 own = m[msg.sender]; require(own == 0); if (own + a > 3) return own + a; return 1; } }',
    call: 'f(uint256)', args: [5n],
  },
  *find(context) {
    for (const flow of called(context)) {
      for (const load of onePerPath(repeated(flow, (one) => isScalar(one) && one.path.keys.length > 0 && one.path.keys.every(({ kind }) => kind === 'index')))) yield issueAt(load, { message: `${pathText(load.path)} was read from storage before` });
    }
  },
};

const structPointer: GasAdvice = {
  id: 'gas-struct-pointer',
  title: 'Fields of one entry, each looked up from the start',
  why: 'For every field the place of the entry is computed again: a hash, and for arrays the check of the index with a read of the length.',
  fix: 'Take a storage pointer to the entry first.',
  example: {
    before: 'contract C { struct S { uint256 a; uint256 b; } S[] s; constructor() { s.push(S(1, 2)); } function f(uint256 id) external view returns (uint256) { return s[id].a + s[id].b; } }',
    after: 'contract C { struct S { uint256 a; uint256 b; } S[] s; constructor() { s.push(S(1, 2)); } function f(uint256 id) external view returns (uint256) { S storage one = s[id]; return one.a + one.b; } }',
    call: 'f(uint256)', args: [0n],
  },
  *find(context) {
    for (const { info } of bodies(context)) {
      const accesses = nodes(info.node, 'MemberAccess').filter(({ object }) => object.type === 'IndexAccess');
      const seen = new Map<string, Set<string>>();
      for (const { object, member } of accesses.toSorted((a, b) => a.start - b.start)) {
        const variable = info.contract && findVariable(info.contract, rootName(object) ?? '');
        const text = info.file.source.slice(object.start, object.end);
        const fields = seen.get(text) ?? new Set();
        if (!variable || fields.has(member) || member === 'length' || isStepped(info, text)) continue;
        if (fields.size === 1) yield inCode(info, object, `the place of ${text} is computed for each of its fields`);
        seen.set(text, fields.add(member));
      }
    }
  },
};

/** An index that changes names another entry each time. */
function isStepped({ node }: FunctionInfo, text: string): boolean {
  const written = writtenIn(node);
  return [...text.matchAll(/\[\s*(\w+)/g)].some(([, name = '']) => written.has(name));
}

function fieldsRead(info: FunctionInfo, { name }: VariableDeclaration): { fields: Set<string>; isWhole: boolean } {
  const members = nodes(info.node, 'MemberAccess').filter(({ object }) => object.type === 'Identifier' && object.name === name);
  const uses = nodes(info.node, 'Identifier').filter((one) => one.name === name);
  return { fields: new Set(members.map(({ member }) => member)), isWhole: uses.length > members.length };
}

/** An expression that names a place in storage. */
function isPlace(value: Expression, contract: Contract): boolean {
  return ['IndexAccess', 'MemberAccess', 'Identifier'].includes(value.type) && findVariable(contract, rootName(value) ?? '') !== undefined;
}

/** How many fields a struct in memory has; 0 for any other variable. */
function structFields({ location, typeName }: VariableDeclaration, info: FunctionInfo): number {
  const type = location === 'memory' && typeName.type === 'NamedType' ? namedType(typeName.path, info) : null;
  return type?.kind === 'struct' ? type.definition.fields.length : 0;
}

const structCopy: GasAdvice = {
  id: 'gas-struct-copy',
  title: 'A struct copied to memory for a few of its fields',
  why: 'The copy reads every slot of it, 2,100 gas each the first time.',
  fix: 'Take a storage pointer and read what is needed.',
  example: {
    before: 'contract C { struct S { uint256 a; uint256 b; uint256 c; } mapping(uint256 => S) s; function f(uint256 id) external view returns (uint256) { S memory one = s[id]; return one.a + 1; } }',
    after: 'contract C { struct S { uint256 a; uint256 b; uint256 c; } mapping(uint256 => S) s; function f(uint256 id) external view returns (uint256) { S storage one = s[id]; return one.a + 1; } }',
    call: 'f(uint256)', args: [5n],
  },
  *find(context) {
    for (const { contract, info } of bodies(context)) {
      for (const { variables: [variable], value } of nodes(info.node, 'LocalDeclaration')) {
        const total = variable && value && isPlace(value, contract) ? structFields(variable, info) : 0;
        if (!variable || total === 0 || writtenIn(info.node).has(variable.name)) continue;
        const { fields, isWhole } = fieldsRead(info, variable);
        if (!isWhole && fields.size < total) yield inCode(info, variable.nameRange, `${variable.name} copies ${total} fields, of which ${fields.size} ${fields.size === 1 ? 'is' : 'are'} read`);
      }
    }
  },
};

const arrayCopy: GasAdvice = {
  id: 'gas-array-copy',
  title: 'An array copied to memory',
  why: 'The copy reads every element from storage, 2,100 gas each the first time, whether it is needed or not.',
  fix: 'Take a storage pointer.',
  example: {
    before: 'contract C { uint256[] a; constructor() { a.push(1); a.push(2); } function f() external view returns (uint256 s) { uint256[] memory b = a; return b[0]; } }',
    after: 'contract C { uint256[] a; constructor() { a.push(1); a.push(2); } function f() external view returns (uint256 s) { uint256[] storage b = a; return b[0]; } }',
    call: 'f()',
  },
  *find(context) {
    for (const { contract, info } of bodies(context)) {
      for (const { variables: [variable], value } of nodes(info.node, 'LocalDeclaration')) {
        if (variable?.location !== 'memory' || value?.type !== 'Identifier' || variable.typeName.type !== 'ArrayType') continue;
        const isLooped = ['ForStatement', 'WhileStatement'].some((kind) => nodes(info.node, kind as 'ForStatement').length > 0);
        if (findVariable(contract, value.name) && !writtenIn(info.node).has(variable.name) && !isLooped) yield inCode(info, variable.nameRange, `${variable.name} copies all of ${value.name}`);
      }
    }
  },
};

const repeatedCall: GasAdvice = {
  id: 'gas-repeated-call',
  title: 'The same question to another contract, asked again',
  why: 'A call costs at least 100 gas and the work of the other contract.',
  fix: 'Keep the first answer in a local variable.',
  example: {
    before: 'interface I { function price() external view returns (uint256); } contract P { function price() external pure returns (uint256) { return 3; } } contract C { I immutable oracle = I(address(new P())); function f(uint256 n) external view returns (uint256) { require(oracle.price() > 0); return n * oracle.price(); } }',
    after: 'interface I { function price() external view returns (uint256); } contract P { function price() external pure returns (uint256) { return 3; } } contract C { I immutable oracle = I(address(new P())); function f(uint256 n) external view returns (uint256) { uint256 price = oracle.price(); require(price > 0); return n * price; } }',
    call: 'f(uint256)', args: [10n],
  },
  *find(context) {
    for (const flow of called(context)) {
      const asked = flow.instructions.filter((one) => one.kind === 'call' && one.method === 'external' && isStaticCall(one)).slice(0, 100);
      for (const call of asked) {
        const isAnswered = asked.some((earlier) => earlier !== call && flow.alwaysPrecedes(earlier, call) && isAlike(earlier, call)
          && !flow.instructions.some((one) => (one.kind === 'store' || (one.kind === 'call' && one.method !== 'builtin' && !isStaticCall(one))) && flow.canFollow(earlier, one) && flow.canFollow(one, call)));
        if (isAnswered) yield issueAt(call, { message: 'the same was asked before and nothing has changed since' });
      }
    }
  },
};

function isAlike(a: Instruction, b: Instruction): boolean {
  if (a.kind !== 'call' || b.kind !== 'call' || a.name !== b.name || a.args.length !== b.args.length || !a.target || !b.target) return false;
  return isSame(a.target, b.target) && a.args.every((value, at) => isSame(value, b.args[at] ?? value));
}

/** What can be saved in reading state. */
export const storageAdvices: readonly GasAdvice[] = [storageCache, mappingCache, structPointer, structCopy, arrayCopy, repeatedCall];
