import type { Rule } from '../rule.ts';

const vague = /^(utils?|helpers?|common|managers?|base)$/i;

export const namesRule: Rule = {
  name: 'names',
  says: 'A name says what is inside: no utils, helpers, common, manager, base',
  *check(sources) {
    for (const { path } of sources) {
      const word = path.split(/[/.-]/).find((part) => vague.test(part));
      if (word !== undefined) yield { file: path, line: 1, message: `"${word}" does not say what is inside` };
    }
  },
};
