import type { Expression, Statement } from '../../solidity/syntax/nodes.ts';
import type { Diagnostic, Range } from '../../solidity/syntax/tokens.ts';
import type * as vyper from '../syntax/nodes.ts';
import type { ModuleScope } from './scope.ts';

/** What the parts of the lowering share. */
export interface Context {
  module: ModuleScope;
  diagnostics: Diagnostic[];
  /** Statements that must run before the one being lowered: an expression of Vyper may need several of the tree. */
  prelude: Statement[];
  temporaries: number;
  /** The call that is a statement by itself, so that nothing uses its value. */
  discards: vyper.Expression | null;
  /** Closes the circle expression → call → expression. */
  lower: (context: Context, node: vyper.Expression) => Expression;
}

const MAX_DIAGNOSTICS = 200;

/** Something that could not be carried over. */
export function report(context: Context, node: Range, reason: string): void {
  if (context.diagnostics.length < MAX_DIAGNOSTICS) context.diagnostics.push({ offset: node.start, reason });
}

/** A name for a value in between. */
export function temporary(context: Context): string {
  return `$${context.temporaries++}`;
}

export const lowerAll = (context: Context, nodes: vyper.Expression[]): Expression[] => nodes.map((node) => context.lower(context, node));
