import { importsFrom, type Rule } from '../rule.ts';

const open = ['kit', 'shared'];
/** The list of all contracts, for the composition root. */
const list = 'server/src/contracts/index.ts';
const door = /^server\/src\/modules\/[^/]+\/index\.ts$/;

export const contractsRule: Rule = {
  name: 'contracts',
  says: 'Contracts never import one another (kit and shared excepted) and reach a module only through its index.ts',
  *check(sources) {
    for (const { file, line, from, target, to } of importsFrom(sources, 'contracts')) {
      const isForeign = to.layer === 'contracts' && to.folder !== from.folder && !open.includes(to.folder) && file !== list;
      const isInside = to.layer === 'modules' && !door.test(target);
      if (isForeign || isInside) yield { file, line, message: `a contract may not import ${target}` };
    }
  },
};
