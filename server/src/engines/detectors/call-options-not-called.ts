import type { CallExpression, Node } from '../solidity/syntax/nodes.ts';
import { walk } from '../solidity/syntax/walk.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';

/** `x.call.value(1)` without the call itself. */
export const callOptionsNotCalled: Detector = {
  id: 'call-options-not-called',
  title: 'Call is prepared but never made',
  severity: 'high',
  confidence: 'high',
  categories: { swc: ['SWC-104'], dasp: [4], cwe: ['CWE-480'], owasp: ['SC06:2025', 'SC06:2026'] },
  description: 'Finds .value(…) or .gas(…) on a call, or a call with options in braces, that stands alone as a statement without the argument list that would make the call.',
  why: 'The options only prepare a call. Without a second pair of parentheses nothing is called and no Ether is sent, while the code goes on as if it had been.',
  exampleBad: 'function pay(address to) public { to.call.value(1 ether); }',
  fix: 'Add the argument list, and test the result.',
  references: ['https://docs.soliditylang.org/en/v0.4.26/types.html#members-of-addresses'],
  *run({ project }: Context): Iterable<Issue> {
    for (const contract of project.contracts) {
      for (const info of contract.functions) {
        for (const node of danglingOptions(info.node)) {
          const text = contract.file.source.slice(node.start, node.end);
          yield issueOn({ file: contract.file, range: node, contract, code: info }, { message: `${text} calls nothing` });
        }
      }
    }
  },
};

/** Calls with Ether or gas attached that are never made: `to.call.value(x);`. */
export function danglingOptions(root: Node): Node[] {
  const found: Node[] = [];
  walk(root, (node) => {
    if (node.type === 'ExpressionStatement') {
      const { expression } = node;
      if (expression.type === 'CallOptions' || (expression.type === 'CallExpression' && isOption(expression))) found.push(expression);
    }
    return true;
  });
  return found;
}

function isOption({ callee }: CallExpression): boolean {
  if (callee.type !== 'MemberAccess' || (callee.member !== 'value' && callee.member !== 'gas')) return false;
  const { object } = callee;
  const inner = object.type === 'CallExpression' ? object.callee : object;
  if (inner.type !== 'MemberAccess') return false;
  return ['call', 'callcode', 'delegatecall'].includes(inner.member) || (object.type === 'CallExpression' && isOption(object));
}
