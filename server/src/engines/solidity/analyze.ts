import type { Detector } from '../detectors/detector.ts';
import { detectors } from '../detectors/index.ts';
import type { AnalyzeOptions, AnalyzeReport, Finding, Incomplete, Progress, SourceFile } from '../findings.ts';
import { buildModels, type ContractModel } from './analysis/contract-model.ts';
import { collectFindings } from './collect.ts';
import { describeIssue } from './describe.ts';
import { buildProject } from './project/build.ts';
import type { Project } from './project/model.ts';
import { SCORE_FORMULA, securityScore } from './score.ts';
import { readIgnores } from './suppressions.ts';

/** Ends a run at its deadline; what was found until then is kept. */
class OutOfTime extends Error {}

interface Run {
  options: AnalyzeOptions;
  incomplete: Incomplete[];
  /** Throws OutOfTime or the signal's reason. */
  checkpoint: () => void;
  progress: (progress: Progress) => void;
}

/**
 * Analyses Solidity sources with all (or the chosen) detectors. Pure: no file, network or clock is touched except
 * `options.now`. Whatever the input is, it returns a report; what could not be read stands in `incomplete`. Throws
 * only the reason of an aborted `signal`.
 */
export function analyze(files: SourceFile[], options: AnalyzeOptions = {}): AnalyzeReport {
  const run = startRun(options);
  const chosen = chooseDetectors(options);
  run.progress({ percent: 0, stage: 'parsing' });
  const { project, incomplete } = buildProject(files.filter((file) => isSolidity(file, run.incomplete)));
  run.incomplete.push(...incomplete);
  const models = buildAllModels(project, run);
  const found = runDetectors({ chosen, project, models }, run);
  const ignores = new Map(project.files.map((file) => [file.path, readIgnores(file)]));
  const { findings, suppressed } = collectFindings(found, ignores);
  const score = securityScore(findings);
  run.progress({ percent: 100, stage: 'done' });
  return {
    findings,
    suppressed,
    incomplete: run.incomplete,
    files: project.files.map(({ path, lines, pragma, contracts }) => ({
      path, lines: lines.lineCount, pragma: pragma?.text ?? null, contracts: contracts.map((contract) => contract.name),
    })),
    securityScore: score,
    riskScore: 100 - score,
    scoreFormula: SCORE_FORMULA,
    detectorsRun: chosen.map((detector) => detector.id),
  };
}

function startRun(options: AnalyzeOptions): Run {
  const { signal, deadline, now, onProgress } = options;
  return {
    options,
    incomplete: [],
    checkpoint: () => {
      signal?.throwIfAborted();
      if (deadline !== undefined && now && now() > deadline) throw new OutOfTime('the time limit was reached');
    },
    progress: (progress) => onProgress?.(progress),
  };
}

function chooseDetectors({ detectors: wanted, exclude = [] }: AnalyzeOptions): Detector[] {
  return detectors.filter(({ id }) => (wanted === undefined || wanted.includes(id)) && !exclude.includes(id));
}

function isSolidity({ path, content }: SourceFile, incomplete: Incomplete[]): boolean {
  if (path.toLowerCase().endsWith('.vy')) {
    incomplete.push({ file: path, line: null, reason: 'Vyper analysis is not built yet' });
    return false;
  }
  if (!content.includes('\0')) return true;
  incomplete.push({ file: path, line: null, reason: 'this is binary data, not source code' });
  return false;
}

/** Runs a part of the work; at the deadline it is reported as left out. */
function inTime(run: Run, part: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error;
    run.incomplete.push({ file: '', line: null, reason: `the time limit was reached: ${part} was not analysed` });
  }
}

function buildAllModels(project: Project, run: Run): ContractModel[] {
  const total = Math.max(1, project.contracts.reduce((sum, contract) => sum + contract.functions.length, 0));
  let done = 0;
  const models: ContractModel[] = [];
  inTime(run, 'the control flow of some functions', () => {
    buildModels(project, models, {
      checkpoint: (file) => {
        run.checkpoint();
        run.progress({ percent: Math.min(60, 5 + Math.floor((55 * done++) / total)), stage: 'control flow', file });
      },
      onFailure: (info, reason) => {
        const { line } = info.file.lines.at(info.node.start);
        run.incomplete.push({ file: info.file.path, line, reason: `${info.name || info.kind}: ${reason}` });
      },
    });
  });
  return models;
}

interface Work {
  chosen: Detector[];
  project: Project;
  models: ContractModel[];
}

function runDetectors({ chosen, project, models }: Work, run: Run): Finding[] {
  const found: Finding[] = [];
  chosen.forEach((detector, at) => {
    run.progress({ percent: 60 + Math.floor((40 * at) / chosen.length), stage: 'detecting', detector: detector.id });
    inTime(run, `detector ${detector.id}`, () => {
      run.checkpoint();
      try {
        for (const issue of detector.run({ project, models })) found.push(describeIssue(detector, issue));
      } catch (error) {
        // One detector's fault must not hide what the others find.
        run.incomplete.push({ file: '', line: null, reason: `detector ${detector.id} failed: ${error instanceof Error ? error.message : 'unknown'}` });
      }
    });
  });
  return found;
}
