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
  usage: 'serve [--roles=web,worker] [--demo [--demo-seed=<number>]]',
  about: 'starts the server; with --demo it adds sample data once, the same for the same seed',
  async run(args) {
    const { values } = parseArgs({ args, options: { roles: { type: 'string', default: 'web,worker' }, demo: { type: 'boolean', default: false }, 'demo-seed': { type: 'string', default: '1' } } });
    const roles = readRoles(values.roles);
    const demoSeed = Number(values['demo-seed']);
    if (!Number.isSafeInteger(demoSeed)) throw new UsageError(`--demo-seed is a whole number, not ${values['demo-seed']}`);
    const { serve } = await import('../main.ts');
    await serve({ roles, demoSeed: values.demo ? demoSeed : null });
    return await new Promise<number>(() => undefined);
  },
};
