import { fromHex, joined } from './words.ts';

const OPCODES: Readonly<Record<string, number>> = {
  STOP: 0x00, ADD: 0x01, MUL: 0x02, SUB: 0x03, DIV: 0x04, LT: 0x10, GT: 0x11, EQ: 0x14, ISZERO: 0x15, AND: 0x16, OR: 0x17, SHL: 0x1b, SHR: 0x1c,
  ORIGIN: 0x32, CALLER: 0x33, CALLVALUE: 0x34, CALLDATALOAD: 0x35, CALLDATASIZE: 0x36, CALLDATACOPY: 0x37, RETURNDATASIZE: 0x3d, RETURNDATACOPY: 0x3e,
  POP: 0x50, MLOAD: 0x51, MSTORE: 0x52, SLOAD: 0x54, SSTORE: 0x55, JUMP: 0x56, JUMPI: 0x57, GAS: 0x5a, JUMPDEST: 0x5b,
  DUP1: 0x80, DUP2: 0x81, DUP3: 0x82, SWAP1: 0x90, SWAP2: 0x91, CALL: 0xf1, RETURN: 0xf3, REVERT: 0xfd, SELFDESTRUCT: 0xff,
};

/**
 * Assembles words separated by white space: opcodes, numbers (pushed in as few bytes as they need), `@label` (pushed as
 * two bytes) and `label:` (a jump destination). Throws RangeError for a word it does not know.
 */
export function assemble(text: string): Uint8Array {
  const parts: Uint8Array[] = [];
  const labels = new Map<string, number>();
  const uses: { label: string; at: number }[] = [];
  let size = 0;
  const add = (...bytes: number[]): void => {
    parts.push(Uint8Array.from(bytes));
    size += bytes.length;
  };
  for (const word of text.trim().split(/\s+/)) {
    const opcode = OPCODES[word];
    if (opcode !== undefined) add(opcode);
    else if (word.endsWith(':')) {
      labels.set(word.slice(0, -1), size);
      add(0x5b);
    } else if (word.startsWith('@')) {
      uses.push({ label: word.slice(1), at: size + 1 });
      add(0x61, 0, 0);
    } else add(...push(word));
  }
  const code = joined(parts);
  for (const { label, at } of uses) {
    const target = labels.get(label);
    if (target === undefined) throw new RangeError(`no label ${label}`);
    code[at] = target >> 8;
    code[at + 1] = target & 0xff;
  }
  return code;
}

function push(word: string): number[] {
  if (!/^(0x[0-9a-f]+|\d+)$/i.test(word)) throw new RangeError(`no opcode ${word}`);
  const hex = BigInt(word).toString(16);
  const bytes = fromHex(hex.length % 2 === 0 ? hex : `0${hex}`);
  return [0x5f + bytes.length, ...bytes];
}
