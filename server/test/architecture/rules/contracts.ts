import { placeOf, type Rule } from '../rule.ts';
import { isTest } from '../source.ts';

const open = ['kit', 'shared'];
/** The list of all contracts, for the composition root. */
const list = 'server/src/contracts/index.ts';

export const contractsRule: Rule = {
  name: 'contracts',
  says: 'Contracts never import one another (kit and shared excepted) and reach a module only through its index.ts',
  *check(sources) {
    for (const source of sources.filter((file) => !isTest(file))) {
      const from = placeOf(source.path);
      if (from?.layer !== 'contracts' || source.path === list) continue;
      for (const { target, line } of source.imports) {
        const to = target === null ? null : placeOf(target);
        if (target === null || to === null) continue;
        const isForeign = to.layer === 'contracts' && to.folder !== from.folder && !open.includes(to.folder);
        const isInside = to.layer === 'modules' && !/^server\/src\/modules\/[^/]+\/index\.ts$/.test(target);
        if (isForeign || isInside) yield { file: source.path, line, message: `a contract may not import ${target}` };
      }
    }
  },
};
