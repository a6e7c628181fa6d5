import { type Metadata, readMetadata } from './metadata.ts';
import { opcodeOf } from './opcodes.ts';

/** One instruction; `value` is what a PUSH puts on the stack, with missing bytes read as zero. */
export interface CodeInstruction {
  pc: number;
  name: string;
  takes: number;
  leaves: number;
  value: bigint | null;
}

export interface Disassembly {
  code: Uint8Array;
  instructions: CodeInstruction[];
  /** Position in `instructions` by offset in the code; -1 inside the data of a PUSH. */
  indexOf: Int32Array;
  metadata: Metadata | null;
}

/** Splits code into instructions, up to the metadata. Never throws; linear in the length. */
export function disassemble(code: Uint8Array): Disassembly {
  const metadata = readMetadata(code);
  const end = metadata?.start ?? code.length;
  const instructions: CodeInstruction[] = [];
  const indexOf = new Int32Array(code.length).fill(-1);
  for (let pc = 0; pc < end; ) {
    const { name, takes, leaves } = opcodeOf(code[pc] ?? 0);
    const size = name.startsWith('PUSH') ? Number(name.slice(4)) : -1;
    const value = size < 0 ? null : pushed(code, pc + 1, size);
    indexOf[pc] = instructions.length;
    instructions.push({ pc, name, takes, leaves, value });
    pc += 1 + Math.max(size, 0);
  }
  return { code, instructions, indexOf, metadata };
}

function pushed(code: Uint8Array, at: number, size: number): bigint {
  if (size === 0) return 0n;
  const bytes = Buffer.alloc(size);
  bytes.set(code.subarray(at, at + size));
  return BigInt(`0x${bytes.toString('hex')}`);
}

/** One line for people: offset, name, and what is pushed. */
export function lineOf({ pc, name, value }: CodeInstruction): string {
  const data = value === null || name === 'PUSH0' ? '' : ` 0x${value.toString(16)}`;
  return `${pc.toString(16).padStart(4, '0')} ${name}${data}`;
}
