import type { Expression } from '../../solidity/syntax/nodes.ts';
import type * as vyper from '../syntax/nodes.ts';
import { type Context, report } from './context.ts';
import { binary, callOf, convert, elementary, identifier, member, number } from './make.ts';

/** `self.x`, `msg.sender`, `block.timestamp`, `who.balance`, `module.x`, `record.field`. */
export function lowerAttribute(context: Context, node: vyper.AttributeExpression): Expression {
  const { object, name } = node;
  if (object.type === 'Name') {
    const known = environmentValue(node, object.name) ?? ownMember(node, object.name);
    if (known) return known;
    if (context.module.modules.has(object.name)) return moduleMember(context, node, object.name);
    // Members of a flag and of an interface: the name is that of a type.
    if (context.module.flags.has(object.name) || context.module.interfaces.has(object.name)) return withRange(node, identifier(object, object.name));
  }
  // A state variable of a module that this one uses, reached through a third: `a.b.x`.
  const lowered = context.lower(context, object);
  switch (name) {
    case 'address':
      return convert(node, elementary(node, 'address'), lowered);
    case 'codesize':
      return member(node, member(node, lowered, 'code'), 'length');
    case 'is_contract':
      return binary(node, '>', [member(node, member(node, lowered, 'code'), 'length'), number(node, 0)]);
    default:
      return withRange(node, lowered);
  }
}

function withRange(node: vyper.AttributeExpression, object: Expression): Expression {
  return { type: 'MemberAccess', object, member: node.name, memberRange: node.nameRange, start: node.start, end: node.end };
}

const OBJECTS: ReadonlySet<string> = new Set(['msg', 'block', 'tx', 'chain']);

/** What the transaction and the block say; null where the name is a variable. */
function environmentValue(node: vyper.AttributeExpression, object: string): Expression | null {
  if (!OBJECTS.has(object)) return null;
  const of = (name: string, field: string): Expression => withRange({ ...node, name: field }, identifier(node.object, name));
  switch (`${object}.${node.name}`) {
    case 'chain.id':
      return of('block', 'chainid');
    case 'msg.gas':
    case 'msg.mana':
      return callOf(node, 'gasleft', []);
    case 'block.prevhash':
      return callOf(node, 'blockhash', [binary(node, '-', [of('block', 'number'), number(node, 1)])]);
    default:
      return of(object, node.name);
  }
}

function ownMember(node: vyper.AttributeExpression, object: string): Expression | null {
  if (object !== 'self') return null;
  switch (node.name) {
    case 'balance':
    case 'code':
    case 'codehash':
      return withRange(node, convert(node.object, elementary(node.object, 'address'), identifier(node.object, 'this')));
    default:
      return identifier(node, node.name);
  }
}

/** A module's state and constants are inherited in the tree, so they go by their own name. */
function moduleMember(context: Context, node: vyper.AttributeExpression, alias: string): Expression {
  const isClash = context.module.variables.has(node.name) || context.module.functions.has(node.name);
  if (!isClash) return identifier(node, node.name);
  report(context, node, `${alias}.${node.name} has the name of a variable or function of this file; writes to it are not followed`);
  return withRange(node, identifier(node.object, alias));
}
