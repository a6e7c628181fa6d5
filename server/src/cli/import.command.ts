import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseReport, ReportRefused, reportLimits } from '../engines/scan-reports/index.ts';
import { unpackReport } from '../modules/secops/index.ts';
import { type Command, UsageError } from './command.ts';

/** What is printed of a file: what it was recognised as, or why it was refused. */
interface Look {
  readonly file: string;
  /** Null when the file was refused. */
  readonly format: string | null;
  readonly variant: string | null;
  readonly tool: string | null;
  readonly findings: number;
  readonly notes: readonly string[];
  readonly error: string | null;
}

function filesOf(path: string): readonly string[] {
  if (!existsSync(path)) throw new UsageError(`import: ${path} is not there`);
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name)).filter((file) => statSync(file).isFile()).sort();
}

async function look(file: string): Promise<Look> {
  try {
    // The size is asked first: what is too large is not even read.
    if (statSync(file).size > reportLimits.bytes) throw new ReportRefused('too-large', `The report is larger than ${reportLimits.bytes / 1_048_576} MB`);
    const { format, variant, tool, findings, notes } = parseReport(await unpackReport(readFileSync(file)));
    return { file, format, variant, tool: tool.name, findings: findings.length, notes, error: null };
  } catch (error) {
    if (!(error instanceof ReportRefused)) throw error;
    return { file, format: null, variant: null, tool: null, findings: 0, notes: [], error: error.message };
  }
}

function line({ file, format, variant, findings, error }: Look): string {
  return error === null ? `${file}: ${format} (${variant}), ${findings} findings` : `${file}: refused: ${error}`;
}

export const importCommand: Command = {
  usage: 'import <reports or folders…> --dry-run [--format text|json]',
  about: "recognises scanners' reports by their content and counts their findings; exit code 0: all read, 1: some refused, 2: wrong call",
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { 'dry-run': { type: 'boolean', default: false }, format: { type: 'string', default: 'text' } } });
    if (positionals.length === 0) throw new UsageError('import: which reports?');
    if (values.format !== 'text' && values.format !== 'json') throw new UsageError(`--format knows text and json, not ${values.format}`);
    if (!values['dry-run']) throw new UsageError('import: add --dry-run; into a server reports go by POST /api/v1/secops/imports or the console');
    const looks: Look[] = [];
    for (const file of positionals.flatMap(filesOf)) looks.push(await look(file));
    process.stdout.write(values.format === 'json' ? `${JSON.stringify(looks, null, 2)}\n` : looks.map((each) => `${line(each)}\n`).join(''));
    return looks.some(({ error }) => error !== null) ? 1 : 0;
  },
};
