import type { Node } from 'oxc-parser';
import type { Rule } from '../rule.ts';
import { isTest, walk } from '../source.ts';

interface Reserved {
  readonly name: string;
  readonly says: string;
  readonly allowed: RegExp;
  matches(node: Node): boolean;
}

function isMember(node: Node, object: string, property: string): boolean {
  return node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === object && node.property.type === 'Identifier' && node.property.name === property;
}

function isCallOf(node: Node, names: readonly string[]): boolean {
  return (node.type === 'CallExpression' || node.type === 'NewExpression') && node.callee.type === 'Identifier' && names.includes(node.callee.name);
}

const reserved: readonly Reserved[] = [
  { name: 'environment', says: 'process.env only in platform/config', allowed: /^server\/src\/platform\/config\//, matches: (node) => isMember(node, 'process', 'env') },
  { name: 'randomness', says: 'Math.random nowhere: an invented number is no answer and no secret', allowed: /^$/, matches: (node) => isMember(node, 'Math', 'random') },
  { name: 'sql-text', says: 'SQL text only in *.repository.ts and platform/db', allowed: /(\.repository|\.tables)\.ts$|^server\/src\/platform\/db\//, matches: (node) => node.type === 'TaggedTemplateExpression' && node.tag.type === 'Identifier' && node.tag.name === 'sql' },
  { name: 'outgoing', says: 'fetch and WebSocket only in clients/ and platform/', allowed: /^server\/src\/(clients|platform)\//, matches: (node) => isCallOf(node, ['fetch', 'WebSocket', 'EventSource']) },
];

function toRule({ name, says, allowed, matches }: Reserved): Rule {
  return {
    name,
    says,
    *check(sources) {
      for (const source of sources.filter((file) => file.path.startsWith('server/') && !isTest(file) && !allowed.test(file.path))) {
        const lines: number[] = [];
        walk(source.program, (node) => {
          if (matches(node)) lines.push(source.lineAt(node.start));
        });
        for (const line of lines) yield { file: source.path, line, message: says };
      }
    },
  };
}

export const globalRules: readonly Rule[] = reserved.map(toRule);
