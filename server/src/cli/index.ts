import type { Command } from './command.ts';
import { importCommand } from './import.command.ts';
import { costsCommand } from './costs.command.ts';
import { migrateCommand } from './migrate.command.ts';
import { newCommand } from './new-detector.command.ts';
import { scanCommand } from './scan.command.ts';
import { serveCommand } from './serve.command.ts';
import { upgradeCommand } from './upgrade.command.ts';
import { whereCommand } from './where.command.ts';

const help: Command = {
  usage: 'help',
  about: 'prints this',
  async run() {
    const lines = Object.values(commands).map((command) => `  bulwark ${command.usage}\n      ${command.about}`);
    process.stdout.write(`Usage:\n${lines.join('\n')}\n`);
    return 0;
  },
};

/** The commands of `bulwark`, by their first word. */
export const commands: Readonly<Record<string, Command>> = {
  serve: serveCommand,
  migrate: migrateCommand,
  scan: scanCommand,
  import: importCommand,
  upgrade: upgradeCommand,
  costs: costsCommand,
  where: whereCommand,
  new: newCommand,
  help,
};
