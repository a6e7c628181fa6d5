import { namedType } from '../project/resolve-type.ts';
import type { SolType, TypeScope } from '../project/types.ts';
import type { TypeName } from '../syntax/nodes.ts';
import { constantValue } from './constants.ts';

/** How a type lies in storage. Source: Solidity documentation, "Layout of State Variables in Storage". */
export interface TypeLayout {
  /** Bytes of a value that shares its slot; 32 for everything that takes whole slots. */
  bytes: number;
  /** Whole slots, 1 for values. */
  slots: bigint;
  /** Begins a slot, and what follows begins the next one. */
  isAligned: boolean;
  /** The type with everything that matters for what lies in storage; two of the same text are compatible. */
  text: string;
  /** Fields, where it is a struct. */
  fields: StructField[] | null;
  /** False where a part of it is not known. */
  isKnown: boolean;
}

interface StructField {
  label: string;
  /** From the start of the struct. */
  slot: bigint;
  offset: number;
  type: TypeLayout;
}

export const SLOT_BYTES = 32;
/** Deeper than any struct a person writes; recursive ones end at a mapping or an array. */
const MAX_DEPTH = 40;

interface Place {
  scope: TypeScope;
  /** Structs on the way here: recursion goes through mappings and dynamic arrays. */
  within: readonly string[];
}

const value = (bytes: number, text: string): TypeLayout => ({ bytes, slots: 1n, isAligned: false, text, fields: null, isKnown: true });
const reference = (text: string, isKnown = true): TypeLayout => ({ bytes: SLOT_BYTES, slots: 1n, isAligned: true, text, fields: null, isKnown });
const unknown = (text: string): TypeLayout => ({ ...value(SLOT_BYTES, text), isKnown: false });

/** How a type that is written in `scope` lies in storage. */
export function layoutOf(node: TypeName, scope: TypeScope): TypeLayout {
  return typeLayout(node, { scope, within: [] });
}

function typeLayout(node: TypeName, place: Place): TypeLayout {
  if (place.within.length > MAX_DEPTH) return unknown('…');
  switch (node.type) {
    case 'ElementaryType':
      return elementary(node.name);
    case 'NamedType':
      return named(node.path, place);
    case 'MappingType': {
      const key = typeLayout(node.key, place);
      const held = typeLayout(node.value, place);
      return reference(`mapping(${key.text} => ${held.text})`, key.isKnown && held.isKnown);
    }
    case 'ArrayType':
      return array(node, place);
    case 'FunctionType':
      return value(node.visibility === 'external' ? 24 : 8, `function ${node.visibility}`);
    case 'UnknownType':
      return unknown('unknown');
  }
}

function elementary(name: string): TypeLayout {
  if (name === 'address') return value(20, 'address');
  if (name === 'bool') return value(1, 'bool');
  if (name === 'byte') return value(1, 'bytes1');
  if (name === 'string' || name === 'bytes') return reference(name);
  const sized = /^(u?int|bytes)(\d*)$/.exec(name);
  if (!sized) return unknown(name);
  const [, kind = '', size = ''] = sized;
  return kind === 'bytes' ? value(Number(size), name) : value(Number(size || '256') / 8, `${kind}${size || '256'}`);
}

function named(path: string[], place: Place): TypeLayout {
  const type = namedType(path, place.scope);
  return type === null ? unknown(path.join('.')) : resolved(type, place);
}

function resolved(type: SolType, place: Place): TypeLayout {
  switch (type.kind) {
    case 'contract':
      return value(20, 'address');
    case 'enum': {
      const count = type.definition.members.length;
      // Before 0.8 an enum could have more than 256 members.
      return value(Math.max(1, Math.ceil((Math.max(1, count - 1).toString(2).length) / 8)), `enum(${type.definition.members.map(({ name }) => name).join(',')})`);
    }
    case 'valueType':
      return { ...typeLayout(type.definition.underlying, place), fields: null };
    case 'struct':
      return struct(type, place);
    default:
      return unknown(type.kind);
  }
}

function struct({ definition, scope }: Extract<SolType, { kind: 'struct' }>, place: Place): TypeLayout {
  const key = `${scope.file.path}:${definition.start}`;
  // Recursion is through a mapping or an array, which take one slot whatever they hold.
  if (place.within.includes(key)) return reference(`struct ${definition.name}`);
  const cursor = new Cursor();
  const fields = definition.fields.map((field): StructField => {
    const type = typeLayout(field.typeName, { scope, within: [...place.within, key] });
    return { label: field.name, type, ...cursor.place(type) };
  });
  return {
    bytes: SLOT_BYTES, slots: cursor.slotsUsed(), isAligned: true, fields,
    text: `struct(${fields.map(({ label, type }) => `${type.text} ${label}`).join(',')})`,
    isKnown: fields.every(({ type }) => type.isKnown),
  };
}

function array(node: Extract<TypeName, { type: 'ArrayType' }>, place: Place): TypeLayout {
  const element = typeLayout(node.element, place);
  if (node.length === null) return reference(`${element.text}[]`, element.isKnown);
  const length = constantValue(node.length, place.scope);
  if (length === null || length < 0n) return { ...reference(`${element.text}[?]`), isKnown: false };
  const perSlot = element.isAligned ? 0n : BigInt(Math.floor(SLOT_BYTES / element.bytes));
  const slots = perSlot === 0n ? length * element.slots : (length + perSlot - 1n) / perSlot;
  return { bytes: SLOT_BYTES, slots: slots === 0n ? 1n : slots, isAligned: true, text: `${element.text}[${length}]`, fields: null, isKnown: element.isKnown };
}

/** Gives out places one after the other, as the compiler does. */
export class Cursor {
  #slot: bigint;
  #offset = 0;

  constructor(start = 0n) {
    this.#slot = start;
  }

  place({ bytes, slots, isAligned }: TypeLayout): { slot: bigint; offset: number } {
    if (this.#offset > 0 && (isAligned || this.#offset + bytes > SLOT_BYTES)) this.#next(1n);
    const at = { slot: this.#slot, offset: this.#offset };
    if (isAligned) this.#next(slots);
    else if (this.#offset + bytes === SLOT_BYTES) this.#next(1n);
    else this.#offset += bytes;
    return at;
  }

  slotsUsed(): bigint {
    return this.#slot + (this.#offset > 0 ? 1n : 0n);
  }

  #next(slots: bigint): void {
    this.#slot += slots;
    this.#offset = 0;
  }
}
