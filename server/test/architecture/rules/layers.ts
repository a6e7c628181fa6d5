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

/** Only these stand above the layers. */
const roots = ['server/src/main.ts', 'server/src/app.ts'];

export const layersRule: Rule = {
  name: 'layers',
  says: 'Imports only go down: contracts, modules, engines and clients, platform, lib',
  *check(sources) {
    for (const source of sources.filter((file) => !isTest(file))) {
      const from = placeOf(source.path);
      if (from === null) continue;
      for (const { target, line } of source.imports) {
        if (target === null) continue;
        const to = placeOf(target);
        const isUp = to === null ? roots.includes(target) || !target.startsWith('server/src/') : !below[from.layer].includes(to.layer);
        if (isUp) yield { file: source.path, line, message: `${from.layer} may not import ${target}` };
      }
    }
  },
};
