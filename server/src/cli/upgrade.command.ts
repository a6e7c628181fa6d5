import { parseArgs } from 'node:util';
import { compareVersions, type UpgradeReport } from '../engines/index.ts';
import { type Command, UsageError } from './command.ts';
import { readInputs } from './read-inputs.ts';

function row({ level, kind, message, before, after }: UpgradeReport['issues'][number]): string {
  const place = after ?? before;
  const where = place === null ? '' : `  (${place.file}:${place.line})`;
  return `  ${level === 'error' ? '✖' : '!'} ${kind}: ${message}${where}`;
}

function text(reports: readonly UpgradeReport[]): string {
  const parts = reports.map(({ contract, isSafe, issues, after }) => {
    const verdict = isSafe ? 'storage is compatible' : 'NOT SAFE behind a proxy';
    return [`${contract}: ${verdict}, ${after.length} variables`, ...issues.map(row)].join('\n');
  });
  return `${parts.join('\n\n')}\n`;
}

export const upgradeCommand: Command = {
  usage: 'upgrade <old file or folder> <new file or folder> [--contract Name] [--format text|json]',
  about: 'compares two versions of contracts behind proxies: storage layout and interface; exit code 0: compatible, 1: not, 2: wrong call',
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { contract: { type: 'string' }, format: { type: 'string', default: 'text' } } });
    const [before, after, ...others] = positionals;
    if (before === undefined || after === undefined || others.length > 0) throw new UsageError('upgrade: the old version and the new one, please');
    if (values.format !== 'text' && values.format !== 'json') throw new UsageError(`--format knows text, json, not ${values.format}`);
    const [old, renewed] = [await readInputs([before]), await readInputs([after])];
    const [unreadable] = [...old.unreadable, ...renewed.unreadable];
    if (unreadable !== undefined) throw new UsageError(`upgrade: ${unreadable.file}: ${unreadable.reason}`);
    const reports = compareVersions(old.files, renewed.files, values.contract);
    if (reports.length === 0) throw new UsageError(`upgrade: no contract${values.contract === undefined ? '' : ` ${values.contract}`} is in both versions`);
    process.stdout.write(values.format === 'json' ? `${JSON.stringify(reports, null, 2)}\n` : text(reports));
    return reports.every(({ isSafe }) => isSafe) ? 0 : 1;
  },
};
