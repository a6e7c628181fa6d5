import { parseArgs } from 'node:util';
import { type Command, UsageError } from './command.ts';

const known = ['web', 'worker'] as const;

function readRoles(text: string): (typeof known)[number][] {
  const roles = text.split(',').map((role) => role.trim());
  const wrong = roles.filter((role) => !known.some((name) => name === role));
  if (wrong.length > 0) throw new UsageError(`--roles knows ${known.join(' and ')}, not ${wrong.join(', ')}`);
  return known.filter((name) => roles.includes(name));
}

export const serveCommand: Command = {
  usage: 'serve [--roles=web,worker] [--demo]',
  about: 'starts the server; with --demo it scans sample contracts once',
  async run(args) {
    const { values } = parseArgs({ args, options: { roles: { type: 'string', default: 'web,worker' }, demo: { type: 'boolean', default: false } } });
    const roles = readRoles(values.roles);
    const { serve } = await import('../main.ts');
    await serve({ roles, isDemo: values.demo });
    return await new Promise<number>(() => undefined);
  },
};
