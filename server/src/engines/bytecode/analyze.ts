import { deployedCode } from './creation.ts';
import { type Disassembly, disassemble, lineOf } from './disassemble.ts';
import { explore, LIMITS, type Limits } from './explore.ts';
import { type Fault, FaultFinder } from './faults.ts';
import type { Metadata } from './metadata.ts';
import { type Proxy, recogniseProxy } from './proxy.ts';

/** The longest code that is read; the chain allows 24,576 bytes deployed and 49,152 for creation. */
const MAX_BYTES = 1_000_000;

/** What was learned from code alone. */
export interface BytecodeReport {
  /** True where creation code was given; everything else speaks of what it deploys. */
  isCreation: boolean;
  bytes: number;
  instructions: number;
  metadata: Metadata | null;
  proxy: Proxy | null;
  /** The functions the dispatcher knows, by selector, with the offset of their code. */
  functions: { selector: string; offset: number }[];
  reachableBlocks: number;
  /** A fault with the line of the disassembly it stands in. */
  faults: (Fault & { line: number; text: string })[];
  /** What could not be followed; a report with entries here is never clean. */
  incomplete: string[];
  steps: number;
}

/** Why a text is no bytecode. */
export class BytecodeError extends Error {
  readonly code: 'NOT_HEX' | 'TOO_LARGE' | 'NOT_LINKED';

  constructor(code: BytecodeError['code'], message: string) {
    super(message);
    this.name = 'BytecodeError';
    this.code = code;
  }
}

/** Reads hexadecimal with or without `0x`. Throws BytecodeError for anything else, and for code with places for libraries. */
export function readBytecode(text: string): Uint8Array {
  const hex = text.trim().replace(/^0x/i, '');
  if (/__\$?[\w$./:-]{1,36}_*/.test(hex)) throw new BytecodeError('NOT_LINKED', 'the code has places for library addresses that are not filled in');
  if (hex.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(hex)) throw new BytecodeError('NOT_HEX', 'bytecode is an even number of hexadecimal digits');
  if (hex.length / 2 > MAX_BYTES) throw new BytecodeError('TOO_LARGE', `more than ${MAX_BYTES} bytes`);
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}

/** Analyses runtime or creation code within the limits. Never throws, whatever the bytes are. */
export function analyzeBytecode(bytes: Uint8Array, limits: Limits = LIMITS): BytecodeReport {
  const deployed = deployedCode(bytes);
  const code = disassemble(deployed ?? bytes);
  const finder = new FaultFinder();
  const { functions, blocks, unresolved, isCutOff, steps } = explore(code, finder, limits);
  return {
    isCreation: deployed !== null,
    bytes: code.code.length,
    instructions: code.instructions.length,
    metadata: code.metadata,
    proxy: recogniseProxy(code),
    functions: [...functions].map(([selector, offset]) => ({ selector, offset })).sort((a, b) => a.offset - b.offset),
    reachableBlocks: blocks.size,
    faults: finder.finish().map((fault) => locate(code, fault)),
    incomplete: [
      ...(isCutOff ? ['the limits of the exploration were reached; some paths were not followed'] : []),
      ...[...unresolved].map((pc) => `the target of the jump at offset ${pc} is not known`),
    ],
    steps,
  };
}

/** Lines of the disassembly count from one. */
function locate(code: Disassembly, fault: Fault): BytecodeReport['faults'][number] {
  const index = code.indexOf[fault.pc] ?? 0;
  const instruction = code.instructions[index];
  return { ...fault, line: index + 1, text: instruction ? lineOf(instruction) : '' };
}

/** The code as text for people, one instruction on each line. */
export function disassembly(bytes: Uint8Array): string {
  return disassemble(bytes).instructions.map(lineOf).join('\n');
}
