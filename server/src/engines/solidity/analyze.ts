import type { Detector } from '../detectors/detector.ts';
import { detectors } from '../detectors/index.ts';
import type { AnalyzeOptions, AnalyzeReport, Finding, Incomplete, Progress, SourceFile } from '../findings.ts';
import { buildModels, type ContractModel } from './analysis/contract-model.ts';
import { collectFindings } from './collect.ts';
import { describeIssue } from './describe.ts';
import { findGas } from '../gas/index.ts';
import { Atlas } from './explain/atlas.ts';
import { explainIssue } from './explain/explain.ts';
import { findInBytecode, isBytecode } from '../bytecode/findings.ts';
import { isVyper, parseVyper } from '../vyper/parse.ts';
import type { ContractProfile } from '../profiles.ts';
import { profileOf } from './profile/profile.ts';
import { buildProject } from './project/build.ts';
import type { FileUnit, Project } from './project/model.ts';
import { mergeConsequences, type Report } from './root-cause.ts';
import { SCORE_FORMULA, securityScore } from './score.ts';
import { readIgnores } from './suppressions.ts';

/** The part of the time that may go into control flow: what is known by then is still searched. */
const FLOW_SHARE = 0.6;

/** Ends a run at its deadline; what was found until then is kept. */
class OutOfTime extends Error {}

interface Run {
  options: AnalyzeOptions;
  incomplete: Incomplete[];
  /** Throws OutOfTime past a share of the time, or the signal's reason. */
  checkpoint: (share?: number) => void;
  progress: (progress: Progress) => void;
}

/**
 * Analyses Solidity and Vyper sources, and bytecode, with all (or the chosen) detectors. Pure: no file, network or
 * clock is touched except `options.now`. Whatever the input is, it returns a report; what could not be read stands
 * in `incomplete`. Throws only the reason of an aborted `signal`.
 */
export function analyze(files: SourceFile[], options: AnalyzeOptions = {}): AnalyzeReport {
  const run = startRun(options);
  const chosen = chooseDetectors(options);
  run.progress({ percent: 0, stage: 'parsing' });
  const binaries = files.filter(isBytecode).map((file) => findInBytecode(file, chosen));
  const sources = files.filter((file) => !isBytecode(file) && isText(file, run.incomplete));
  const { project, incomplete } = buildProject(withLanguage(sources));
  run.incomplete.push(...incomplete, ...binaries.flatMap((binary) => binary.incomplete));
  const models = buildAllModels(project, run);
  const found = [...runDetectors({ chosen, project, models }, run), ...binaries.flatMap((binary) => binary.findings)];
  const profiles = profilesOf(models, run);
  const ignores = new Map(project.files.map((file) => [file.path, readIgnores(file)]));
  const { findings, suppressed } = collectFindings(found, ignores);
  const incompletes = distinct(run.incomplete);
  const score = securityScore(findings);
  run.progress({ percent: 100, stage: 'done' });
  return {
    findings,
    suppressed,
    incomplete: incompletes,
    files: [...project.files.map(describeFile), ...binaries.map((binary) => binary.file)],
    securityScore: score,
    riskScore: 100 - score,
    scoreFormula: SCORE_FORMULA,
    detectorsRun: chosen.map((detector) => detector.id),
    profiles,
    ...(options.isGasWanted === true && { gasFindings: gasIn(project, models, run) }),
  };
}

function gasIn(project: Project, models: ContractModel[], run: Run): Finding[] {
  const found: Finding[] = [];
  inTime(run, 'the use of gas', () => {
    run.checkpoint();
    found.push(...findGas({ project, models }));
  });
  return collectFindings(found, new Map(project.files.map((file) => [file.path, readIgnores(file)]))).findings;
}

function profilesOf(models: ContractModel[], run: Run): ContractProfile[] {
  const profiles: ContractProfile[] = [];
  inTime(run, 'the standards and cryptography of some contracts', () => {
    for (const model of interruptible(models, run)) profiles.push(...[profileOf(model)].filter((profile) => profile !== null));
  });
  return profiles;
}

function describeFile({ path, lines, pragma, contracts }: FileUnit): AnalyzeReport['files'][number] {
  return { path, lines: lines.lineCount, pragma: pragma?.text ?? null, contracts: contracts.map((contract) => contract.name) };
}

const MAX_INCOMPLETE = 500;

/** Says each thing once, and how much is left unsaid. */
function distinct(entries: Incomplete[]): Incomplete[] {
  const unique = [...new Map(entries.map((entry) => [`${entry.file}\0${entry.line ?? ''}\0${entry.reason}`, entry])).values()];
  if (unique.length <= MAX_INCOMPLETE) return unique;
  return [...unique.slice(0, MAX_INCOMPLETE), { file: '', line: null, reason: `${unique.length - MAX_INCOMPLETE} more places could not be analysed` }];
}

function startRun(options: AnalyzeOptions): Run {
  const { signal, now, onProgress } = options;
  const start = now?.() ?? 0;
  return {
    options,
    incomplete: [],
    checkpoint: (share = 1) => {
      signal?.throwIfAborted();
      if (options.deadline === undefined || !now) return;
      const time = now();
      if (time > options.deadline || time > start + share * (options.deadline - start)) throw new OutOfTime('the time limit was reached');
    },
    progress: (progress) => onProgress?.(progress),
  };
}

function chooseDetectors({ detectors: wanted, exclude = [] }: AnalyzeOptions): Detector[] {
  return detectors.filter(({ id }) => (wanted === undefined || wanted.includes(id)) && !exclude.includes(id));
}

/** Vyper is read into the same tree as Solidity; everything after that is common. */
function withLanguage(files: SourceFile[]): Parameters<typeof buildProject>[0] {
  const known = new Set(files.map((file) => file.path));
  return files.map((file) => {
    const { path, content: source } = file;
    return isVyper(path) ? { ...file, parse: () => parseVyper({ path, source, known }) } : file;
  });
}

function isText({ path, content }: SourceFile, incomplete: Incomplete[]): boolean {
  if (!content.includes('\0')) return true;
  incomplete.push({ file: path, line: null, reason: 'this is binary data, not source code' });
  return false;
}

/** Runs a part of the work and says whether it was done; at the deadline it is reported as left out. */
function inTime(run: Run, part: string, work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error;
    run.incomplete.push({ file: '', line: null, reason: `the time limit was reached: ${part} was not analysed` });
    return false;
  }
}

function buildAllModels(project: Project, run: Run): ContractModel[] {
  const total = Math.max(1, project.contracts.reduce((sum, contract) => sum + contract.functions.length, 0));
  let done = 0;
  return buildModels(project, {
    mayContinue: (file) => {
      run.progress({ percent: Math.min(60, 5 + Math.floor((55 * done++) / total)), stage: 'control flow', file });
      return inTime(run, `the control flow of some functions of ${file}`, () => run.checkpoint(FLOW_SHARE));
    },
    onFailure: (info, reason) => {
      const { line } = info.file.lines.at(info.node.start);
      run.incomplete.push({ file: info.file.path, line, reason: `${info.name || info.kind}: ${reason}` });
    },
  });
}

interface Work {
  chosen: Detector[];
  project: Project;
  models: ContractModel[];
}

function runDetectors({ chosen, project, models }: Work, run: Run): Finding[] {
  const found: Report[] = [];
  chosen.forEach((detector, at) => {
    run.progress({ percent: 60 + Math.floor((40 * at) / chosen.length), stage: 'detecting', detector: detector.id });
    inTime(run, `detector ${detector.id}`, () => {
      run.checkpoint();
      try {
        for (const issue of detector.run({ project, models: interruptible(models, run) })) found.push({ detector, issue });
      } catch (error) {
        if (error instanceof OutOfTime) throw error;
        run.options.signal?.throwIfAborted();
        // One detector's fault must not hide what the others find.
        run.incomplete.push({ file: '', line: null, reason: `detector ${detector.id} failed: ${error instanceof Error ? error.message : 'unknown'}` });
      }
    });
  });
  const merged = mergeConsequences(found);
  const atlas = new Atlas(merged.map(({ issue }) => issue), models);
  return merged.map(({ detector, issue }) => describeIssue(detector, explainIssue(issue, atlas)));
}

/** Looks at the clock before each contract: a detector on a large project takes long. */
function* interruptible(models: ContractModel[], run: Run): Iterable<ContractModel> {
  for (const model of models) {
    run.checkpoint();
    yield model;
  }
}
