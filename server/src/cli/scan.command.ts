import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { analyze, type AnalyzeReport, BaselineError, type Comparison, compareWithBaseline, type Finding, readBaseline, type Severity, type SourceFile, toCsv, toJson, toSarif, toText } from '../engines/index.ts';
import { proveFindings, withConfirmations } from '../modules/scanner/index.ts';
import { version } from '../platform/version.ts';
import { type Command, UsageError } from './command.ts';
import { readInputs } from './read-inputs.ts';

const formats = ['text', 'json', 'sarif', 'csv'] as const;
const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

interface Options {
  readonly format: (typeof formats)[number];
  /** Findings of this severity or worse make exit code 1; beside a baseline only new ones. */
  readonly failOn: Severity | null;
  readonly detectors: readonly string[];
  /** Also where gas can be saved. */
  readonly isGasWanted: boolean;
  /** What could not be analysed counts like a finding. */
  readonly failOnIncomplete: boolean;
  /** An earlier report, JSON or SARIF. */
  readonly baseline: string | null;
  /** Findings are tried by execution. */
  readonly prove: boolean;
  readonly paths: readonly string[];
}

function oneOf<T extends string>(values: readonly T[], given: string, option: string): T {
  const found = values.find((value) => value === given);
  if (found === undefined) throw new UsageError(`${option} knows ${values.join(', ')}, not ${given}`);
  return found;
}

function readOptions(args: string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { format: { type: 'string', default: 'text' }, 'fail-on': { type: 'string' }, detectors: { type: 'string' }, baseline: { type: 'string' }, 'fail-on-incomplete': { type: 'boolean', default: false }, prove: { type: 'boolean', default: false }, gas: { type: 'boolean', default: false } },
  });
  if (positionals.length === 0) throw new UsageError('scan: which files or folders?');
  const failOn = values['fail-on'];
  return {
    format: oneOf(formats, values.format, '--format'),
    failOn: failOn === undefined ? null : oneOf(severities, failOn, '--fail-on'),
    detectors: values.detectors?.split(',').filter((id) => id !== '') ?? [],
    failOnIncomplete: values['fail-on-incomplete'],
    isGasWanted: values.gas,
    baseline: values.baseline ?? null,
    prove: values.prove,
    paths: positionals,
  };
}

interface Facts {
  readonly durationMs: number;
  readonly sources: ReadonlyMap<string, string>;
  readonly comparison: Comparison | null;
}

function compare(report: AnalyzeReport, path: string | null): Comparison | null {
  if (path === null) return null;
  try {
    return compareWithBaseline(report, readBaseline(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof BaselineError || (error instanceof Error && 'code' in error)) throw new UsageError(`--baseline: ${error.message}`);
    throw error;
  }
}

function render(report: AnalyzeReport, format: Options['format'], facts: Facts): string {
  const { durationMs, sources, comparison } = facts;
  const compared = comparison !== null && { comparison };
  switch (format) {
    case 'json':
      return `${JSON.stringify(toJson(report, { version, durationMs, ...compared }), null, 2)}\n`;
    case 'sarif':
      return `${JSON.stringify(toSarif(report, { version, ...compared }), null, 2)}\n`;
    case 'csv':
      return toCsv(report);
    case 'text':
      return toText(report, { colors: process.stdout.isTTY, sources, durationMs, ...compared });
  }
}

const proveMs = { totalMs: 600_000, findingMs: 10_000 };

async function prove(files: readonly SourceFile[], findings: readonly Finding[]): Promise<Finding[]> {
  const showsProgress = process.stderr.isTTY;
  const confirmations = await proveFindings({
    files, findings, ...proveMs,
    onProgress: ({ done, total, proved }) => {
      if (showsProgress) process.stderr.write(`\r${done} of ${total} findings tried, ${proved} proved`);
    },
  });
  if (showsProgress) process.stderr.write('\r\x1b[K');
  return withConfirmations(findings, confirmations);
}

/** Waits until everything is written: a pipe's reader may be slower than we are. */
async function print(text: string): Promise<void> {
  await new Promise<void>((resolve) => void process.stdout.write(text, () => resolve()));
}

export const scanCommand: Command = {
  usage: 'scan <files or folders…> [--format text|json|sarif|csv] [--fail-on critical|high|medium|low|info] [--detectors a,b] [--baseline report.json|report.sarif] [--fail-on-incomplete] [--prove] [--gas]',
  about: 'analyses contracts; exit code 0: done, 1: findings (beside a baseline: new ones) at or above --fail-on, or something left out with --fail-on-incomplete, 2: wrong call or nothing to read; --prove compiles and executes to show High and Medium findings',
  async run(args) {
    const options = readOptions(args);
    const started = performance.now();
    const { files, unreadable } = await readInputs(options.paths);
    if (files.length === 0 && unreadable.length === 0) throw new UsageError('scan: no .sol, .vy, .json or .zip file is there');
    const found = analyze([...files], { isGasWanted: options.isGasWanted, ...(options.detectors.length > 0 && { detectors: [...options.detectors] }) });
    const findings = options.prove ? await prove(files, found.findings) : found.findings;
    const report = { ...found, findings, incomplete: [...unreadable, ...found.incomplete] };
    const durationMs = Math.round(performance.now() - started);
    const comparison = compare(report, options.baseline);
    await print(render(report, options.format, { durationMs, comparison, sources: new Map(files.map((file) => [file.path, file.content])) }));
    const limit = options.failOn === null ? -1 : severities.indexOf(options.failOn);
    if (options.failOnIncomplete && report.incomplete.length > 0) return 1;
    const counted = comparison === null ? report.findings : report.findings.filter(({ id }) => comparison.added.has(id));
    return counted.some((finding) => severities.indexOf(finding.severity) <= limit) ? 1 : 0;
  },
};
