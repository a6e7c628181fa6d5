import { analyze, type SourceFile } from '../../../src/engines/index.ts';

/** What a run over hostile inputs came to. */
export interface Endurance {
  runs: number;
  crashes: string[];
  /** Runs that went over their cap by more than half. */
  late: number;
  slowestMs: number;
}

const CAP_MS = 2_000;

/** A small generator of its own, so that every run tries the same inputs (xorshift32). */
function generator(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % Math.max(1, limit);
  };
}

const SCRAPS = ['{', '}', '(', ')', '[', ']', ';', '"', "'", '/*', '*/', '//', '\\', '\0', '\u202e', '0x', '_;', 'assembly {', 'unchecked {', 'function', 'is', '=>', '👾', 'contract A is A {', '**', 'pragma solidity >=9;'];

/** Cuts, doubles, moves and breaks a source somewhere. */
function mutate(source: string, next: (limit: number) => number): string {
  const at = next(source.length);
  const length = next(200);
  const scrap = SCRAPS[next(SCRAPS.length)] ?? '';
  switch (next(6)) {
    case 0:
      return source.slice(0, at);
    case 1:
      return source.slice(0, at) + source.slice(at + length);
    case 2:
      return source.slice(0, at) + source.slice(at, at + length).repeat(2) + source.slice(at + length);
    case 3:
      return source.slice(0, at) + scrap + source.slice(at);
    case 4:
      return source.slice(0, at) + scrap.repeat(1 + next(50)) + source.slice(at + length);
    default:
      return source.slice(at) + source.slice(0, at);
  }
}

/** Mutated and truncated sources: none may throw, none may run over its cap. */
export function endureMutants(sources: string[], runs: number): Endurance {
  const next = generator(0x5eed);
  return endure(runs, () => {
    let content = sources[next(sources.length)] ?? '';
    for (let step = next(3); step >= 0; step--) content = mutate(content, next);
    return { path: 'mutant.sol', content };
  });
}

/** Random bytes as bytecode, half of them beginning as compilers' output does. */
export function endureBytes(runs: number): Endurance {
  const next = generator(0xb17e);
  return endure(runs, () => {
    const bytes = Array.from({ length: 1 + next(1_500) }, () => next(256).toString(16).padStart(2, '0')).join('');
    return { path: 'random.hex', content: `0x${next(2) === 0 ? '6080604052' : ''}${bytes}` };
  });
}

function endure(runs: number, make: () => SourceFile): Endurance {
  const result: Endurance = { runs, crashes: [], late: 0, slowestMs: 0 };
  for (let run = 0; run < runs; run++) {
    const file = make();
    const start = performance.now();
    try {
      analyze([file], { now: () => performance.now(), deadline: start + CAP_MS });
    } catch (error) {
      result.crashes.push(error instanceof Error ? `run ${run}: ${error.message}` : `run ${run}`);
    }
    const spent = performance.now() - start;
    result.slowestMs = Math.max(result.slowestMs, spent);
    if (spent > 1.5 * CAP_MS) result.late++;
  }
  return result;
}

/** The source without its imports; lines stay where they are. */
export function withoutImports(source: string): string {
  return source.replace(/^[ \t]*import\b[^;]*;/gm, (text) => text.replace(/[^\r\n]/g, ' '));
}
