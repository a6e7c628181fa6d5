import { disassemble } from './disassemble.ts';
import { explore } from './explore.ts';
import type { CodeInstruction } from './disassemble.ts';
import type { Observer } from './machine.ts';
import type { Value } from './values.ts';

const STEPS = 50_000;

/** Watches which part of the code is copied to memory and returned. */
class Copies implements Observer {
  readonly #copies: { to: bigint; from: bigint; size: bigint }[] = [];
  runtime: { from: number; size: number } | null = null;

  onInstruction({ name }: CodeInstruction, operands: Value[]): void {
    const [first, second, third] = operands.map(({ constant }) => constant);
    if (name === 'CODECOPY' && first != null && second != null && third != null) this.#copies.push({ to: first, from: second, size: third });
    if (name !== 'RETURN' || first == null) return;
    const copy = this.#copies.find(({ to, from, size }) => to <= first && from > 0n && size > 0n && (second == null || second + first <= to + size + 32n));
    if (copy && copy.from < BigInt(Number.MAX_SAFE_INTEGER)) this.runtime = { from: Number(copy.from + first - copy.to), size: Number(second ?? copy.size) };
  }
}

/** The code that a creation code deploys, where it copies it out of itself; null for code that is deployed already. */
export function deployedCode(code: Uint8Array): Uint8Array | null {
  const copies = new Copies();
  explore(disassemble(code), copies, { steps: STEPS, statesPerBlock: 4 });
  const { runtime } = copies;
  if (!runtime || runtime.from >= code.length || runtime.size < 2) return null;
  return code.slice(runtime.from, runtime.from + runtime.size);
}
