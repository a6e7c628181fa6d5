import type { CompiledUnit } from '../compile/artefact.ts';
import { compileFile, type Compilers, solidityOnly } from '../compile/compile.ts';
import type { Finding, SourceFile } from '../findings.ts';
import { buildModels, type ContractModel } from '../solidity/analysis/contract-model.ts';
import { buildProject } from '../solidity/project/build.ts';
import type { FileUnit, Project } from '../solidity/project/model.ts';
import { PLANS } from './plans.ts';
import type { Confirmation } from './proof.ts';
import { replay } from './replay.ts';
import type { Sandbox } from './sandbox.ts';
import { search } from './search.ts';
import { buildStages } from './stage.ts';
import { locate, type Untried } from './target.ts';
import { Trial } from './trial.ts';

/** What confirming stands on. */
export interface ConfirmTools {
  /** An empty chain; it is forked and left as it is. */
  sandbox: Sandbox;
  compilers: Compilers;
  /** Milliseconds; for `deadline` and `findingMs`. */
  now: () => number;
  /** On the clock `now`: what has not been tried by then stays untried. */
  deadline?: number;
  /** Time for one finding. */
  findingMs?: number;
  /** Runs for one finding; the search is deterministic up to this. */
  findingRuns?: number;
  onProgress?: (progress: { done: number; total: number; proved: number }) => void;
}

const FINDING_RUNS = 8_000;
const FINDING_MS = 10_000;

/** True for findings whose detector has a plan. */
export function canBeTried({ detector }: Pick<Finding, 'detector'>): boolean {
  return PLANS[detector] !== undefined;
}

/**
 * Tries to show findings by execution: compiles, deploys, searches for the transactions and judges what they did. Gives
 * one confirmation per finding, by its id; `proved` only where the effect was executed. Never throws for any source.
 */
export function confirm(files: SourceFile[], findings: Finding[], tools: ConfirmTools): Map<string, Confirmation> {
  const { project } = buildProject(solidityOnly(files));
  const context = new Context(project, tools);
  const confirmations = new Map<string, Confirmation>();
  let proved = 0;
  findings.forEach((finding, at) => {
    tools.onProgress?.({ done: at, total: findings.length, proved });
    const confirmation = context.confirm(finding);
    if (confirmation.status === 'proved') proved++;
    confirmations.set(finding.id, confirmation);
  });
  return confirmations;
}

class Context {
  readonly #project: Project;
  readonly #tools: ConfirmTools;
  readonly #units = new Map<string, CompiledUnit | Untried>();
  #models: ContractModel[] | null = null;

  constructor(project: Project, tools: ConfirmTools) {
    this.#project = project;
    this.#tools = tools;
  }

  confirm(finding: Finding): Confirmation {
    const { now, deadline } = this.#tools;
    const plan = PLANS[finding.detector];
    if (!plan) return untried('no execution can show this kind of fault');
    if (deadline !== undefined && now() > deadline) return untried('the time for confirmation was used up');
    try {
      return this.#try(finding, plan);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return untried(`the attempt failed: ${error.message}`);
    }
  }

  #try(finding: Finding, plan: (typeof PLANS)[string]): Confirmation {
    const { sandbox, now, deadline = Number.POSITIVE_INFINITY, findingMs = FINDING_MS, findingRuns = FINDING_RUNS } = this.#tools;
    this.#models ??= buildModels(this.#project, { mayContinue: () => true, onFailure: () => undefined });
    const target = locate(finding, { project: this.#project, models: this.#models, unitFor: (file) => this.#unitFor(file) });
    if ('reason' in target) return untried(target.reason);
    const stages = buildStages(target, this.#project, sandbox);
    if (stages.length === 0) return untried(`the constructor of ${target.program.artefact.name} fails with every argument that was tried`);
    const end = Math.min(deadline, now() + findingMs);
    for (const stage of stages) {
      const budget = { runs: Math.floor(findingRuns / stages.length), isOver: () => now() > end };
      const trial = new Trial({ target, stage, project: this.#project, budget });
      const shown = search(trial, plan);
      if (shown) return { status: 'proved', reason: shown.evidence, proof: replay(trial, shown, sandbox) };
    }
    return { status: 'not-proved', reason: 'no sequence of transactions that was tried shows it', proof: null };
  }

  #unitFor(file: FileUnit): CompiledUnit | Untried {
    const known = this.#units.get(file.path);
    if (known) return known;
    const unit = compileFile(file, this.#tools.compilers);
    this.#units.set(file.path, unit);
    return unit;
  }
}

function untried(reason: string): Confirmation {
  return { status: 'not-tried', reason, proof: null };
}
