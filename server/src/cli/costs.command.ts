import { createReadStream, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type CurrencyTotals, FocusError, type FocusNotice, type FocusProblem, mergeNotices, parseBlock, placed, TotalsCounter } from '../engines/focus/index.ts';
import { readFocus } from '../modules/finops/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { type Command, UsageError } from './command.ts';

const formats = ['text', 'json'] as const;

/** What one file holds. */
interface FileCosts {
  readonly file: string;
  readonly format: 'FOCUS 1.0' | null;
  readonly rows: number;
  readonly currencies: readonly string[];
  readonly totals: readonly CurrencyTotals[];
  readonly first_day: string | null;
  readonly last_day: string | null;
  readonly notices: readonly FocusNotice[];
  readonly error: { readonly message: string; readonly problems: readonly FocusProblem[] } | null;
}

async function readCosts(file: string): Promise<FileCosts> {
  const totals = new TotalsCounter();
  let notices: readonly FocusNotice[] = [];
  let rows = 0;
  let days: readonly string[] = [];
  try {
    for await (const { layout, block, hasHeader } of readFocus(createReadStream(file))) {
      const parsed = parseBlock(layout, { ...block, hasHeader });
      totals.merge(parsed.totals);
      notices = mergeNotices(hasHeader ? layout.notices : notices, parsed.notices);
      rows += parsed.charges.length;
      const sorted = [...days, ...parsed.charges.map(({ day }) => day)].sort();
      days = [sorted[0], sorted.at(-1)].filter((day) => day !== undefined);
    }
  } catch (error) {
    if (!(error instanceof FocusError) && !(error instanceof AppError)) throw error;
    const problems = error instanceof FocusError ? error.problems : [];
    return { file, format: null, rows: 0, currencies: [], totals: [], first_day: null, last_day: null, notices: [], error: { message: error.message, problems } };
  }
  const sums = totals.totals();
  return { file, format: 'FOCUS 1.0', rows, currencies: sums.map(({ currency }) => currency), totals: sums, first_day: days[0] ?? null, last_day: days[1] ?? null, notices, error: null };
}

function toText({ file, rows, totals, first_day: first, last_day: last, notices, error }: FileCosts): string {
  if (error !== null) return [`${file}: refused`, ...(error.problems.length > 0 ? error.problems.map((problem) => `  ${placed(problem)}`) : [`  ${error.message}`]), ''].join('\n');
  const sums = totals.map(({ currency, billed, effective, list, contracted }) => `  ${currency}  billed ${billed}  effective ${effective}  list ${list}  contracted ${contracted}`);
  const odd = notices.map(({ column, message, count, firstLine }) => `  notice: ${column ?? 'file'}: ${message} (${count}, first in line ${firstLine})`);
  return [`${file}: ${rows} rows, ${first} to ${last}`, ...sums, ...odd, ''].join('\n');
}

/** Waits until everything is written: a pipe's reader may be slower than we are. */
async function print(text: string): Promise<void> {
  await new Promise<void>((resolve) => void process.stdout.write(text, () => resolve()));
}

export const costsCommand: Command = {
  usage: 'costs <FOCUS files…> [--format text|json]',
  about: 'reads FOCUS 1.0 cost files (CSV, gzip) and prints rows and exact totals, importing nothing; exit code 0: all read, 1: a file is refused, 2: wrong call',
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { format: { type: 'string', default: 'text' } } });
    const format = formats.find((name) => name === values.format);
    if (format === undefined) throw new UsageError(`--format knows ${formats.join(', ')}, not ${values.format}`);
    if (positionals.length === 0) throw new UsageError('costs: which files?');
    const missing = positionals.find((path) => statSync(path, { throwIfNoEntry: false })?.isFile() !== true);
    if (missing !== undefined) throw new UsageError(`costs: ${missing} is no file`);
    const files: FileCosts[] = [];
    for (const path of positionals) files.push(await readCosts(path));
    await print(format === 'json' ? `${JSON.stringify({ files }, null, 2)}\n` : files.map(toText).join(''));
    return files.some(({ error }) => error !== null) ? 1 : 0;
  },
};
