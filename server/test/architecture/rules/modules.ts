import { type Declared, importsFrom, type Rule } from '../rule.ts';

/** A chain of declared edges that comes back to its start, null when there is none. */
function declaredCycle(modules: Declared['modules']): string[] | null {
  const done = new Set<string>();
  const visit = (name: string, path: string[]): string[] | null => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return null;
    for (const next of modules[name] ?? []) {
      const cycle = visit(next, [...path, name]);
      if (cycle !== null) return cycle;
    }
    done.add(name);
    return null;
  };
  for (const name of Object.keys(modules)) {
    const cycle = visit(name, []);
    if (cycle !== null) return cycle;
  }
  return null;
}

export const modulesRule: Rule = {
  name: 'modules',
  says: 'Modules meet only at index.ts, along the acyclic edges of server/architecture.json',
  *check(sources, { modules }) {
    const cycle = declaredCycle(modules);
    if (cycle !== null) yield { file: 'server/architecture.json', line: 1, message: `declared edges form a cycle: ${cycle.join(' → ')}` };
    for (const { file, line, from, target, to } of importsFrom(sources, 'modules')) {
      if (to.layer !== 'modules' || to.folder === from.folder) continue;
      if (!target.endsWith(`/modules/${to.folder}/index.ts`)) yield { file, line, message: `${target} is behind the door of module ${to.folder}` };
      else if (modules[from.folder]?.includes(to.folder) !== true) yield { file, line, message: `edge ${from.folder} → ${to.folder} is not declared` };
    }
  },
};
