import { type Layer, placeOf, type Rule } from '../rule.ts';
import { isTest } from '../source.ts';

const below: Readonly<Record<Layer, readonly Layer[]>> = {
  lib: ['lib'],
  platform: ['platform', 'lib'],
  clients: ['clients', 'platform', 'lib'],
  engines: ['engines', 'lib'],
  modules: ['modules', 'engines', 'clients', 'platform', 'lib'],
  contracts: ['contracts', 'modules', 'platform', 'lib'],
};

/** Facts about the package that code may read: name and version. */
const facts = ['server/package.json'];

export const layersRule: Rule = {
  name: 'layers',
  says: 'Imports only go down: contracts, modules, engines and clients, platform, lib',
  *check(sources) {
    for (const source of sources.filter((file) => !isTest(file))) {
      const from = placeOf(source.path);
      if (from === null) continue;
      for (const { target, line } of source.imports) {
        if (target === null || facts.includes(target)) continue;
        const to = placeOf(target);
        // What is in no layer stands above them all (the composition root) or outside the server.
        const isUp = to === null || !below[from.layer].includes(to.layer);
        if (isUp) yield { file: source.path, line, message: `${from.layer} may not import ${target}` };
      }
    }
  },
};
