import { placeOf, type Rule } from '../rule.ts';
import { isTest, type Source, walk } from '../source.ts';

const forbiddenGlobals = new Set(['process', 'fetch', 'WebSocket', 'setTimeout', 'setInterval', 'console']);

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

function* globalsIn(source: Source): Generator<{ name: string; line: number }> {
  const found: { name: string; line: number }[] = [];
  walk(source.program, (node) => {
    const called = node.type === 'CallExpression' || node.type === 'NewExpression' ? node.callee : node.type === 'MemberExpression' ? node.object : null;
    if (called?.type === 'Identifier' && forbiddenGlobals.has(called.name)) found.push({ name: called.name, line: source.lineAt(node.start) });
  });
  yield* found;
}

export const enginesRule: Rule = {
  name: 'engines',
  says: 'Engines compute: no built-in module (hashing excepted), no global that reaches outside, only packages listed in server/architecture.json',
  *check(sources, { enginePackages }) {
    for (const source of sources.filter((file) => !isTest(file))) {
      if (placeOf(source.path)?.layer !== 'engines') continue;
      for (const { specifier, target, line } of source.imports) {
        if (target === null && !enginePackages.includes(packageOf(specifier))) yield { file: source.path, line, message: `an engine may not import ${specifier}` };
      }
      for (const { name, line } of globalsIn(source)) yield { file: source.path, line, message: `an engine may not use ${name}` };
    }
  },
};
