import type { FileUnit } from '../solidity/project/model.ts';
import type { Node } from '../solidity/syntax/nodes.ts';
import { walk } from '../solidity/syntax/walk.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';

/** Words of old versions, with what replaced them. */
export const deprecated: Detector = {
  id: 'deprecated',
  title: 'Construct that newer compilers refuse',
  severity: 'info',
  confidence: 'high',
  categories: { swc: ['SWC-111'], dasp: [10], cwe: ['CWE-477'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds suicide, sha3, throw, callcode, block.blockhash, msg.gas, now and years. One finding per construct and file.',
  why: 'These were removed because they mislead or were replaced by something better; code that uses them is tied to compilers with known bugs.',
  exampleBad: 'if (x == 0) throw; suicide(owner);',
  fix: 'Use the replacement.',
  references: ['https://swcregistry.io/docs/SWC-111'],
  *run({ project }: Context): Iterable<Issue> {
    for (const file of project.files) yield* search(file);
  },
};

function* search(file: FileUnit): Iterable<Issue> {
  const seen = new Set<string>();
  const found: { node: Node; old: string; replacement: string }[] = [];
  walk(file.unit, (node) => {
    const match = outdated(node);
    if (match && !seen.has(match.old)) {
      seen.add(match.old);
      found.push({ node, ...match });
    }
    return true;
  });
  for (const { node, old, replacement } of found) {
    yield issueOn({ file, range: node, contract: null }, { message: `${old} has been replaced by ${replacement}`, fix: `Use ${replacement}.` });
  }
}

const FUNCTIONS: Readonly<Record<string, string>> = { suicide: 'selfdestruct', sha3: 'keccak256' };

function outdated(node: Node): { old: string; replacement: string } | null {
  switch (node.type) {
    case 'ThrowStatement':
      return { old: 'throw', replacement: 'revert() or require()' };
    case 'CallExpression': {
      const name = node.callee.type === 'Identifier' ? node.callee.name : '';
      const replacement = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
      return replacement === undefined ? null : { old: `${name}()`, replacement };
    }
    case 'MemberAccess':
      return outdatedMember(node.object.type === 'Identifier' ? node.object.name : '', node.member);
    case 'Identifier':
      return node.name === 'now' ? { old: 'now', replacement: 'block.timestamp' } : null;
    case 'NumberLiteral':
      return node.unit === 'years' ? { old: 'years', replacement: 'days' } : null;
    default:
      return null;
  }
}

function outdatedMember(object: string, member: string): { old: string; replacement: string } | null {
  if (member === 'callcode') return { old: 'callcode', replacement: 'delegatecall' };
  if (object === 'block' && member === 'blockhash') return { old: 'block.blockhash', replacement: 'blockhash' };
  return object === 'msg' && member === 'gas' ? { old: 'msg.gas', replacement: 'gasleft()' } : null;
}
