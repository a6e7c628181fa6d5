import type { QuantumExposure } from '../../profiles.ts';
import { type ContractModel, flowsOf } from '../analysis/contract-model.ts';
import type { Flow } from '../analysis/flow.ts';
import { constantOf, dependsOn, inputsOf, strip } from '../analysis/values.ts';
import type { CallInstruction, Instruction } from '../cfg/instructions.ts';
import { fileOf } from '../cfg/instructions.ts';

/**
 * Cryptography whose problem Shor's algorithm solves in polynomial time: discrete logarithms on curves, factoring.
 * `since`: the fork that brought its precompile.
 */
interface Primitive {
  name: 'secp256k1' | 'RSA' | 'BN254' | 'KZG on BLS12-381' | 'BLS12-381' | 'P-256';
  since: string;
  source: string;
}

const secp256k1: Primitive = { name: 'secp256k1', since: 'Frontier', source: 'Yellow Paper, appendix E' };
const bls: Primitive = { name: 'BLS12-381', since: 'Prague', source: 'EIP-2537' };

/** By precompile address. */
const precompiles: ReadonlyMap<bigint, Primitive> = new Map([
  [0x01n, secp256k1],
  [0x05n, { name: 'RSA', since: 'Byzantium', source: 'EIP-198' }],
  ...[0x06n, 0x07n, 0x08n].map((address): [bigint, Primitive] => [address, { name: 'BN254', since: 'Byzantium', source: 'EIP-196, EIP-197' }]),
  [0x0an, { name: 'KZG on BLS12-381', since: 'Cancun', source: 'EIP-4844' }],
  ...[0x0bn, 0x0cn, 0x0dn, 0x0en, 0x0fn, 0x10n, 0x11n].map((address): [bigint, Primitive] => [address, bls]),
  [0x100n, { name: 'P-256', since: 'Osaka', source: 'EIP-7951' }],
]);

/** A place where a contract relies on such a primitive. */
export interface CurveUse {
  primitive: Primitive;
  call: CallInstruction;
  flow: Flow;
  /** A branch depends on what it says: it decides what is allowed. */
  isGuard: boolean;
}

const yulTargets: Readonly<Record<string, number>> = { 'yul:call': 1, 'yul:staticcall': 1, 'yul:delegatecall': 1, 'yul:callcode': 1 };

function primitiveOf(call: CallInstruction): Primitive | null {
  if (call.method === 'builtin' && call.name === 'ecrecover') return secp256k1;
  // ERC-1271: wallets answer for the keys behind them, which are of this curve wherever nothing else is said.
  if (call.name === 'isValidSignature') return secp256k1;
  const at = yulTargets[call.name];
  const target = at === undefined ? call.target : (call.args[at] ?? null);
  const isCode = at !== undefined || ['call', 'staticcall', 'delegatecall', 'callcode'].includes(call.method);
  const address = target === null || !isCode ? null : constantOf(target);
  return address === null ? null : (precompiles.get(address) ?? null);
}

/** Yul hands results over in memory: any later branch that reads memory may depend on them. */
function isGuard(flow: Flow, call: CallInstruction): boolean {
  const fromMemory = call.name.startsWith('yul:');
  return flow.routine.blocks.some(({ terminator }) => terminator.kind === 'branch' && dependsOn(terminator.condition, (input) => input === call || (fromMemory && input.kind === 'call' && input.name === 'yul:mload')));
}

/** Every use of a primitive that a quantum computer breaks, each place once. */
export function curveUses(model: ContractModel): CurveUse[] {
  const seen = new Set<string>();
  return flowsOf(model).flatMap((flow) => flow.instructions.flatMap((call) => {
    const primitive = call.kind === 'call' ? primitiveOf(call) : null;
    if (call.kind !== 'call' || primitive === null) return [];
    const key = `${flow.routine.info.name}\0${fileOf(call.frame).path}\0${call.range.start}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ primitive, call, flow, isGuard: isGuard(flow, call) }];
  }));
}

const hashes: ReadonlySet<string> = new Set(['keccak256', 'sha3', 'sha256', 'ripemd160']);

/** A comparison that rests on part of a hash. */
export interface ShortHash {
  /** Bits that are left of it. */
  bits: number;
  test: Instruction;
}

/** Selectors are four bytes by design and no secret; an address is 20 and made by the machine. */
const isByDesign = (bits: number): boolean => bits === 32 || bits >= 256;

function bitsOf(value: Instruction): number | null {
  if (value.kind === 'call' && value.method === 'builtin' && hashes.has(value.name)) return value.name === 'ripemd160' ? 160 : 256;
  if (value.kind !== 'convert') return null;
  const inner = bitsOf(value.value);
  const { type } = value;
  const own = type.kind === 'fixedBytes' ? type.size * 8 : type.kind === 'int' ? type.bits : 256;
  return inner === null ? null : Math.min(inner, own);
}

/** Comparisons for equality with less than 256 bits of a hash: Grover's search halves the bits of a preimage. */
export function shortHashes(model: ContractModel): ShortHash[] {
  return flowsOf(model).flatMap((flow) => flow.routine.blocks.flatMap(({ terminator }) => {
    const tests = terminator.kind === 'branch' ? [...inputsOf(terminator.condition)] : [];
    return tests.flatMap((test) => {
      if (test.kind !== 'binary' || (test.operator !== '==' && test.operator !== '!=')) return [];
      const bits = [test.left, test.right].map(bitsOf).find((found) => found !== null) ?? null;
      return bits === null || isByDesign(bits) ? [] : [{ bits, test }];
    });
  }));
}

/** The exposure of one contract. Sources: Shor 1994 (factoring and discrete logarithms), Grover 1996 (search). */
export function quantumExposure(model: ContractModel): QuantumExposure {
  const found = curveUses(model);
  const uses = found.map(({ primitive, call, flow, isGuard: guards }) => {
    const file = fileOf(call.frame);
    return { primitive: primitive.name, since: primitive.since, source: primitive.source, function: flow.routine.info.name || flow.routine.info.kind, file: file.path, line: file.lines.at(call.range.start).line, isGuard: guards };
  });
  const guarded = new Set(found.filter(({ isGuard: guards, flow }) => guards && flow.routine.isEntryPoint).map(({ flow }) => flow.routine.info.name || flow.routine.info.kind));
  const level = uses.length === 0 ? 'none' : uses.some(({ isGuard: guards }) => guards) ? 'direct' : 'indirect';
  return { level, uses, guardedFunctions: [...guarded] };
}

/** The state variables that the signer recovered by a call is compared with. */
export function signersOf({ flow, call }: CurveUse): Set<Extract<Instruction, { kind: 'load' }>> {
  const loads = flow.routine.blocks.flatMap(({ terminator }) => {
    if (terminator.kind !== 'branch' || !dependsOn(terminator.condition, (input) => input === call)) return [];
    return [...inputsOf(terminator.condition)].flatMap((test) => {
      if (test.kind !== 'binary' || (test.operator !== '==' && test.operator !== '!=')) return [];
      const sides = [strip(test.left), strip(test.right)];
      return sides.some((side) => dependsOn(side, (input) => input === call)) ? sides.filter((side) => side.kind === 'load') : [];
    });
  });
  return new Set(loads);
}
