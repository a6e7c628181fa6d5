import type { FileUnit, Project } from '../solidity/project/model.ts';
import { type Action, ATTACKER_CONTRACT, describeCall, PAYLOAD_CONTRACT } from './action.ts';
import type { Digest } from './digest.ts';
import { type Budget, type ExploreOptions, look } from './explore.ts';
import type { Case } from './judges.ts';
import { startsFor } from './material.ts';
import type { Program } from './program.ts';
import type { SourceRange } from './source-map.ts';
import type { Stage } from './stage.ts';
import { mapOf, placesIn, type Target } from './target.ts';
import { act, forkWorld, type World } from './world.ts';

const SKIP: ReadonlySet<string> = new Set([ATTACKER_CONTRACT, PAYLOAD_CONTRACT]);

/** A sequence that shows the fault, and what it shows. */
export interface Shown {
  sequence: Action[];
  evidence: string;
}

/** One finding being tried on one stage. */
export class Trial {
  readonly target: Target;
  readonly stage: Stage;
  readonly budget: Budget;
  readonly #files: ReadonlyMap<string, FileUnit>;
  readonly #places = new Map<string, Set<number>>();

  constructor(of: { target: Target; stage: Stage; project: Project; budget: Budget }) {
    this.target = of.target;
    this.stage = of.stage;
    this.budget = of.budget;
    this.#files = new Map(of.project.files.map((file) => [file.path, file]));
  }

  /** How to look at runs: the flagged instructions are hits. */
  options(limit: number): ExploreOptions {
    return { budget: this.budget, isWanted: (account, pc) => this.isFlagged(account, pc), skip: SKIP, limit };
  }

  isFlagged(account: string, pc: number): boolean {
    return this.#placesOf(account, 'range').has(pc);
  }

  isInScope(account: string, pc: number): boolean {
    return this.#placesOf(account, 'scope').has(pc);
  }

  #placesOf(account: string, which: 'range' | 'scope'): Set<number> {
    const program = this.stage.world.programs.get(account);
    if (!program) return new Set();
    const key = `${program.artefact.name}|${which}`;
    const known = this.#places.get(key);
    if (known) return known;
    const places = this.#find(program, this.target[which]);
    this.#places.set(key, places);
    return places;
  }

  #find(program: Program, range: SourceRange): Set<number> {
    return placesIn(mapOf(program, this.#files), range);
  }

  /** The world after some actions. */
  after(actions: Action[]): World {
    const world = forkWorld(this.stage.world);
    for (const action of actions) act(world, action);
    return world;
  }

  /** Calls of the contract by the same actor, made at both times. */
  #gained(action: Action, before: World, end: World): string | null {
    const identity = action.isRelayed ? 'relayed' : 'direct';
    for (const callable of this.target.program.callables.filter((one) => !one.isView && one.signature !== action.callable.signature)) {
      for (const attempt of startsFor(callable, { target: this.target, stage: this.stage, identity }).slice(0, 6)) {
        if (this.budget.runs <= 0) return null;
        const now = look(end, attempt, this.options(0));
        const hasEffect = now.writes.length > 0 || now.frames.some(({ depth, value }) => depth > 1 && value > 0n) || now.frames.some(({ op }) => op === 0xff);
        if (now.outcome.success && hasEffect && !look(before, attempt, this.options(0)).outcome.success) return describeCall(callable, attempt.args);
      }
    }
    return null;
  }

  /** Everything a judge needs about a sequence whose last action has been looked at, or is looked at now. */
  caseOf(sequence: Action[], known?: { before: World; last: Digest }): Case | null {
    const last = sequence.at(-1);
    if (!last) return null;
    const before = known?.before ?? this.after(sequence.slice(0, -1));
    const seen = known?.last ?? look(before, last, this.options(0));
    if (!seen.outcome.success) return null;
    const end = forkWorld(before);
    act(end, last);
    return {
      target: this.target, address: this.stage.address, sequence, last: seen, start: this.stage.world, before, end, hits: seen.hits,
      isFlagged: (account, pc) => this.isFlagged(account, pc), isInScope: (account, pc) => this.isInScope(account, pc),
      gainedBy: (action) => this.#gained(action, before, end),
    };
  }
}
