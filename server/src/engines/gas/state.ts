import { constantValue } from '../solidity/layout/constants.ts';
import { Cursor, layoutOf, type TypeLayout } from '../solidity/layout/type-layout.ts';
import type { Contract, StateVariable } from '../solidity/project/model.ts';
import type { StructDefinition } from '../solidity/syntax/nodes.ts';
import { flowsOf } from '../solidity/analysis/contract-model.ts';
import { issueOn } from '../detectors/issue.ts';
import type { GasAdvice, GasContext } from './advice.ts';
import { admits, atVariable, bodies, compiled, isValueType, nodes, stored, typeOfVariable, usesName, whoSees, writtenIn } from './search.ts';

const isWritten = (context: GasContext, variable: StateVariable, where: 'functions' | 'constructors'): boolean =>
  whoSees(context, variable).some((code) => {
    const isConstructor = 'kind' in code && code.kind === 'constructor';
    return isConstructor === (where === 'constructors') && writtenIn(code.node).has(variable.name);
  });

const isPlainValue = (variable: StateVariable): boolean => {
  const { value } = variable.node;
  return value !== null && (value.type === 'BooleanLiteral' || value.type === 'StringLiteral' || constantValue(value, variable) !== null);
};

const constant: GasAdvice = {
  id: 'gas-constant',
  title: 'A variable that never changes',
  why: 'It is read from storage in every call (2,100 gas the first time) and written at creation, although its value is known when the contract is compiled.',
  fix: 'Make it constant.',
  example: {
    before: 'contract C { uint256 fee = 30; function f(uint256 a) external view returns (uint256) { return a * fee; } }',
    after: 'contract C { uint256 constant fee = 30; function f(uint256 a) external view returns (uint256) { return a * fee; } }',
    call: 'f(uint256)', args: [5n],
  },
  *find(context) {
    for (const variable of compiled(context).flatMap(stored)) {
      if (!isPlainValue(variable) || !isValueType(typeOfVariable(variable))) continue;
      if (!isWritten(context, variable, 'functions') && !isWritten(context, variable, 'constructors')) yield atVariable(variable, `${variable.name} is never changed and could be constant`);
    }
  },
};

const immutable: GasAdvice = {
  id: 'gas-immutable',
  title: 'A variable that only the constructor sets',
  why: 'Reading it from storage takes 2,100 gas the first time in a transaction. An immutable is part of the code.',
  fix: 'Make it immutable.',
  example: {
    before: 'contract C { address owner; constructor() { owner = msg.sender; } function f() external view returns (bool) { return msg.sender == owner; } }',
    after: 'contract C { address immutable owner; constructor() { owner = msg.sender; } function f() external view returns (bool) { return msg.sender == owner; } }',
    call: 'f()',
  },
  *find(context) {
    for (const variable of compiled(context).flatMap(stored)) {
      if (!admits(variable.file, 6, 5) || !isValueType(typeOfVariable(variable)) || isWritten(context, variable, 'functions')) continue;
      const isComputed = variable.node.value !== null && !isPlainValue(variable);
      if (isComputed || isWritten(context, variable, 'constructors')) yield atVariable(variable, `${variable.name} is set at creation only and could be immutable`);
    }
  },
};

const zeroInit: GasAdvice = {
  id: 'gas-zero-init',
  title: 'A variable that is set to zero at creation',
  why: 'Storage is zero already; writing it costs 2,200 gas and code.',
  fix: 'Leave the value out.',
  example: {
    before: 'contract C { uint256 a = 0; function f() external { a++; } }',
    after: 'contract C { uint256 a; function f() external { a++; } }',
    call: 'f()',
  },
  *find(context) {
    for (const variable of compiled(context).flatMap(stored)) {
      const { value } = variable.node;
      const isZero = value !== null && ((value.type === 'BooleanLiteral' && !value.value) || constantValue(value, variable) === 0n);
      if (isZero && isWritten(context, variable, 'functions')) yield atVariable(variable, `${variable.name} is zero without being set`);
    }
  },
};

const publicConstant: GasAdvice = {
  id: 'gas-public-constant',
  title: 'A getter for a constant',
  why: 'Each public constant brings a function of its own: code to deploy, and one more selector to compare in every call.',
  fix: 'Make it private or internal where no other contract reads it; the value stands in the verified source.',
  example: {
    before: 'contract C { uint256 public constant FEE = 30; uint256 public constant MAX = 5; function f(uint256 a) external pure returns (uint256) { return a * FEE; } }',
    after: 'contract C { uint256 private constant FEE = 30; uint256 private constant MAX = 5; function f(uint256 a) external pure returns (uint256) { return a * FEE; } }',
    call: 'f(uint256)', args: [5n],
  },
  *find(context) {
    for (const variable of compiled(context).flatMap(({ variables }) => variables)) {
      if (variable.node.isConstant && variable.node.visibility === 'public' && variable.node.overrides === null) yield atVariable(variable, `${variable.name} is a public constant`);
    }
  },
};

const unusedState: GasAdvice = {
  id: 'gas-unused-state',
  title: 'A variable that nothing uses',
  why: 'Its value costs 22,100 gas to write at creation, and it takes a slot that others could share.',
  fix: 'Remove it, unless it keeps the storage layout behind a proxy.',
  example: {
    before: 'contract C { uint256 private unused = 7; uint256 a; function f() external { a = 1; } }',
    after: 'contract C { uint256 a; function f() external { a = 1; } }',
    call: 'f()',
  },
  *find(context) {
    for (const variable of compiled(context).flatMap(stored)) {
      if (variable.node.visibility === 'public' || /gap/i.test(variable.name)) continue;
      const isUsed = whoSees(context, variable).some(({ node }) => usesName(node, variable.name)) || seenElsewhere(variable);
      if (!isUsed) yield atVariable(variable, `${variable.name} is never used`);
    }
  },
};

function seenElsewhere({ contract, name }: StateVariable): boolean {
  return contract?.variables.some(({ node }) => node.value !== null && usesName(node.value, name)) ?? false;
}

function slotsOf(layouts: readonly TypeLayout[]): bigint {
  const cursor = new Cursor();
  for (const layout of layouts) cursor.place(layout);
  return cursor.slotsUsed();
}

/** Slots that another order would save: the large ones first, what is left filled with the small. */
function saved(layouts: readonly TypeLayout[]): bigint {
  if (layouts.some(({ isKnown }) => !isKnown)) return 0n;
  const sorted = layouts.toSorted((a, b) => Number(b.isAligned) - Number(a.isAligned) || b.bytes - a.bytes);
  const packed: TypeLayout[] = [];
  const pending = [...sorted];
  while (pending.length > 0) packed.push(...nextSlot(pending));
  return slotsOf(layouts) - slotsOf(packed);
}

function nextSlot(pending: TypeLayout[]): TypeLayout[] {
  const [first] = pending.splice(0, 1);
  if (!first || first.isAligned) return first ? [first] : [];
  const slot = [first];
  let room = 32 - first.bytes;
  for (let at = 0; at < pending.length; ) {
    const next = pending[at];
    if (!next || next.isAligned || next.bytes > room) {
      at += 1;
      continue;
    }
    room -= next.bytes;
    slot.push(next);
    pending.splice(at, 1);
  }
  return slot;
}

const structPacking: GasAdvice = {
  id: 'gas-struct-packing',
  title: 'Fields in an order that wastes slots',
  why: 'Neighbours share a slot where they fit into 32 bytes together. Each slot less saves up to 22,100 gas at the first write and 2,100 at the first read.',
  fix: 'Put small fields next to each other.',
  example: {
    before: 'contract C { struct S { uint128 a; uint256 b; uint128 c; } S s; function f() external { s = S(1, 2, 3); } }',
    after: 'contract C { struct S { uint128 a; uint128 c; uint256 b; } S s; function f() external { s = S(1, 3, 2); } }',
    call: 'f()',
  },
  *find(context) {
    for (const contract of compiled(context)) {
      const structs = [...contract.types.values()].filter((node): node is StructDefinition => node.type === 'StructDefinition');
      for (const struct of structs) {
        const slots = saved(struct.fields.map(({ typeName }) => layoutOf(typeName, { file: contract.file, contract })));
        if (slots > 0n) yield issueOn({ file: contract.file, range: struct.nameRange, contract }, { message: `another order of the fields of ${struct.name} saves ${slots} slot${slots === 1n ? '' : 's'}` });
      }
    }
  },
};

const statePacking: GasAdvice = {
  id: 'gas-state-packing',
  title: 'Variables in an order that wastes slots',
  why: 'Neighbours share a slot where they fit into 32 bytes together, and are then read and written together for the price of one.',
  fix: 'Put small variables next to each other. Never reorder behind a proxy that is in use.',
  example: {
    before: 'contract C { uint128 a; uint256 b; uint128 c; function f() external { a = 1; c = 2; } }',
    after: 'contract C { uint128 a; uint128 c; uint256 b; function f() external { a = 1; c = 2; } }',
    call: 'f()',
  },
  *find(context) {
    for (const contract of compiled(context)) {
      const own = stored(contract);
      const slots = saved(own.map((variable) => layoutOf(variable.node.typeName, variable)));
      const [first] = own;
      if (slots > 0n && first) yield issueOn({ file: contract.file, range: first.node.nameRange, contract }, { message: `another order of the variables of ${contract.name} saves ${slots} slot${slots === 1n ? '' : 's'}` });
    }
  },
};

const mappingMerge: GasAdvice = {
  id: 'gas-mapping-merge',
  title: 'Two mappings with the same key, used together',
  why: 'Each takes a hash and a slot of its own. In one struct the values share a slot where they fit, and the hash is computed once.',
  fix: 'Make one mapping to a struct.',
  example: {
    before: 'contract C { mapping(address => uint128) a; mapping(address => uint64) b; function f() external { a[msg.sender] = 1; b[msg.sender] = 2; } }',
    after: 'contract C { struct S { uint128 a; uint64 b; } mapping(address => S) s; function f() external { s[msg.sender].a = 1; s[msg.sender].b = 2; } }',
    call: 'f()',
  },
  *find(context) {
    for (const contract of compiled(context)) {
      const small = stored(contract).filter(isSmallMapping);
      for (const [at, variable] of small.entries()) {
        const partner = small.slice(0, at).find((other) => sharesSlot(other, variable) && contract.functions.some(({ node }) => isUsedAlike(node, other.name, variable.name)));
        if (partner) yield atVariable(variable, `${partner.name} and ${variable.name} are used with the same key and would fit one slot`);
      }
    }
  },
};

function isSmallMapping({ node }: StateVariable): boolean {
  return node.typeName.type === 'MappingType' && node.typeName.value.type !== 'MappingType';
}

function sharesSlot(a: StateVariable, b: StateVariable): boolean {
  const [first, second] = [a, b].map(({ node, file, contract }) => (node.typeName.type === 'MappingType' ? { key: layoutOf(node.typeName.key, { file, contract }), value: layoutOf(node.typeName.value, { file, contract }) } : null));
  if (!first || !second || first.key.text !== second.key.text) return false;
  return !first.value.isAligned && !second.value.isAligned && first.value.bytes + second.value.bytes <= 32;
}

/** The same key text in one function. */
function isUsedAlike(root: Parameters<typeof nodes>[0], a: string, b: string): boolean {
  const keys = (name: string): Set<string> => new Set(nodes(root, 'IndexAccess').flatMap(({ base, index }) => (base.type === 'Identifier' && base.name === name && index?.type === 'Identifier' ? [index.name] : base.type === 'Identifier' && base.name === name && index?.type === 'MemberAccess' && index.object.type === 'Identifier' ? [`${index.object.name}.${index.member}`] : [])));
  const first = keys(a);
  return [...keys(b)].some((key) => first.has(key));
}

const guardTransient: GasAdvice = {
  id: 'gas-guard-transient',
  title: 'A lock in ordinary storage',
  why: 'Opening and closing it costs two writes to storage. Transient storage (EIP-1153) ends with the transaction, which is all that a lock needs, at 100 gas a write.',
  fix: 'Declare the lock transient (Solidity 0.8.28) where the chain has Cancun.',
  example: {
    before: 'contract C { uint256 lock = 1; uint256 n; function f() external { require(lock == 1); lock = 2; n++; lock = 1; } }',
    after: 'contract C { uint256 transient lock; uint256 n; function f() external { require(lock == 0); lock = 1; n++; lock = 0; } }',
    call: 'f()',
  },
  *find(context) {
    const seen = new Set<StateVariable>();
    for (const model of context.models) {
      for (const variable of model.contract.linear.flatMap(stored)) {
        if (seen.has(variable) || !admits(variable.file, 8, 24) || !isValueType(typeOfVariable(variable)) || !isLock(model.contract, variable, flowsOf(model))) continue;
        seen.add(variable);
        yield atVariable(variable, `${variable.name} is a lock and could be transient`);
      }
    }
  },
};

/** Every routine that writes it leaves it as it was: tested first, set, and set back to one same constant. */
function isLock(contract: Contract, variable: StateVariable, flows: ReturnType<typeof flowsOf>): boolean {
  const writing = flows.filter((flow) => flow.routine.info.kind !== 'constructor' && flow.storesTo(variable).length > 0);
  if (writing.length === 0 || contract.kind !== 'contract') return false;
  const released = new Set<unknown>();
  const isHeld = writing.every((flow) => {
    const stores = flow.storesTo(variable);
    const values = stores.map(({ value }) => (value.kind === 'constant' ? value.value : null));
    released.add(values.at(-1));
    const isTestedFirst = flow.instructions.some((one) => one.kind === 'load' && one.path.variable === variable && stores[0] !== undefined && flow.alwaysPrecedes(one, stores[0]));
    return stores.length === 2 && values.every((value) => value !== null) && values[0] !== values[1] && isTestedFirst;
  });
  return isHeld && released.size === 1;
}

const bitmap: GasAdvice = {
  id: 'gas-bitmap',
  title: 'A mapping of numbers to marks',
  why: 'Each mark takes a slot of its own: 22,100 gas. 256 of them fit one slot, and the following marks cost 5,000.',
  fix: 'Keep the marks as bits of a mapping(uint256 => uint256) where numbers follow each other.',
  example: {
    before: 'contract C { mapping(uint256 => bool) used; function f(uint256 id) external { require(!used[id]); used[id] = true; } }',
    after: 'contract C { mapping(uint256 => uint256) used; function f(uint256 id) external { uint256 bit = 1 << (id & 255); require(used[id >> 8] & bit == 0); used[id >> 8] |= bit; } }',
    call: 'f(uint256)', args: [6n], first: [{ call: 'f(uint256)', args: [5n] }],
  },
  *find(context) {
    for (const variable of compiled(context).flatMap(stored)) {
      const type = typeOfVariable(variable);
      if (type.kind === 'mapping' && type.key.kind === 'int' && type.value.kind === 'bool') yield atVariable(variable, `${variable.name} marks numbers with a slot each`);
    }
  },
};

/** Bytes that each take a word. */
const byteArray: GasAdvice = {
  id: 'gas-byte-array',
  title: 'An array of single bytes',
  why: 'In memory every element takes 32 bytes. `bytes` packs them.',
  fix: 'Declare it as bytes.',
  example: {
    before: 'contract C { function f(uint256 n) external pure returns (uint256) { bytes1[] memory b = new bytes1[](n); b[0] = 0x01; return b.length; } }',
    after: 'contract C { function f(uint256 n) external pure returns (uint256) { bytes memory b = new bytes(n); b[0] = 0x01; return b.length; } }',
    call: 'f(uint256)', args: [100n],
  },
  *find(context) {
    for (const { info } of bodies(context)) {
      for (const { variables } of nodes(info.node, 'LocalDeclaration')) {
        for (const variable of variables.filter((one) => one !== null)) {
          const type = variable.typeName;
          if (type.type !== 'ArrayType' || type.length !== null || type.element.type !== 'ElementaryType' || !/^(bytes1|byte)$/.test(type.element.name)) continue;
          yield issueOn({ file: info.file, range: variable.nameRange, contract: info.contract, code: info }, { message: `${variable.name} takes 32 bytes for each byte` });
        }
      }
    }
  },
};

/** What can be saved in how state is declared. */
export const stateAdvices: readonly GasAdvice[] = [constant, immutable, zeroInit, publicConstant, unusedState, structPacking, statePacking, mappingMerge, guardTransient, bitmap, byteArray];
