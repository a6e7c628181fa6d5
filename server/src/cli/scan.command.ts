import { parseArgs } from 'node:util';
import { analyze, type AnalyzeReport, type Severity, toCsv, toJson, toSarif, toText } from '../engines/index.ts';
import { version } from '../platform/version.ts';
import { type Command, UsageError } from './command.ts';
import { readInputs } from './read-inputs.ts';

const formats = ['text', 'json', 'sarif', 'csv'] as const;
const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

interface Options {
  readonly format: (typeof formats)[number];
  /** Findings of this severity or worse make exit code 1. */
  readonly failOn: Severity | null;
  readonly detectors: readonly string[];
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
    options: { format: { type: 'string', default: 'text' }, 'fail-on': { type: 'string' }, detectors: { type: 'string' } },
  });
  if (positionals.length === 0) throw new UsageError('scan: which files or folders?');
  const failOn = values['fail-on'];
  return {
    format: oneOf(formats, values.format, '--format'),
    failOn: failOn === undefined ? null : oneOf(severities, failOn, '--fail-on'),
    detectors: values.detectors?.split(',').filter((id) => id !== '') ?? [],
    paths: positionals,
  };
}

function render(report: AnalyzeReport, format: Options['format'], facts: { durationMs: number; sources: ReadonlyMap<string, string> }): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(toJson(report, { version, durationMs: facts.durationMs }), null, 2)}\n`;
    case 'sarif':
      return `${JSON.stringify(toSarif(report, { version }), null, 2)}\n`;
    case 'csv':
      return toCsv(report);
    case 'text':
      return toText(report, { colors: process.stdout.isTTY, sources: facts.sources, durationMs: facts.durationMs });
  }
}

/** Waits until everything is written: a pipe's reader may be slower than we are. */
async function print(text: string): Promise<void> {
  await new Promise<void>((resolve) => void process.stdout.write(text, () => resolve()));
}

export const scanCommand: Command = {
  usage: 'scan <files or folders…> [--format text|json|sarif|csv] [--fail-on critical|high|medium|low|info] [--detectors a,b]',
  about: 'analyses contracts; exit code 0: done, 1: findings at or above --fail-on, 2: wrong call or nothing to read',
  async run(args) {
    const options = readOptions(args);
    const started = performance.now();
    const { files, unreadable } = await readInputs(options.paths);
    if (files.length === 0 && unreadable.length === 0) throw new UsageError('scan: no .sol, .vy, .json or .zip file is there');
    const found = analyze([...files], options.detectors.length > 0 ? { detectors: [...options.detectors] } : {});
    const report = { ...found, incomplete: [...unreadable, ...found.incomplete] };
    const durationMs = Math.round(performance.now() - started);
    await print(render(report, options.format, { durationMs, sources: new Map(files.map((file) => [file.path, file.content])) }));
    const limit = options.failOn === null ? -1 : severities.indexOf(options.failOn);
    return report.findings.some((finding) => severities.indexOf(finding.severity) <= limit) ? 1 : 0;
  },
};
