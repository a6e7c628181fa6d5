import type { Rule } from '../rule.ts';

const wire = /^server\/src\/contracts\/console\/[^/]+\.wire\.ts$/;

export const consoleRule: Rule = {
  name: 'console',
  says: 'The console takes from the server only types of its own contract',
  *check(sources) {
    for (const source of sources.filter(({ path }) => path.startsWith('console/'))) {
      for (const { target, isType, line } of source.imports) {
        const isServer = target?.startsWith('server/') === true;
        if (isServer && !(isType && wire.test(target))) yield { file: source.path, line, message: `the console may only import types of contracts/console/*.wire.ts, not ${target}` };
      }
    }
  },
};
