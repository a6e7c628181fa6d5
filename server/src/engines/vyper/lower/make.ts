import type { Expression, NamedArgument, Statement, TypeName, VariableDeclaration } from '../../solidity/syntax/nodes.ts';
import type { Range } from '../../solidity/syntax/tokens.ts';

/** Builders of the nodes that lowering needs most; each takes the Vyper source it stands for first. */
export const at = ({ start, end }: Range): Range => ({ start, end });

export const identifier = (range: Range, name: string): Expression & { type: 'Identifier' } => ({ type: 'Identifier', name, ...at(range) });

export const number = (range: Range, value: string | number | bigint): Expression => ({ type: 'NumberLiteral', text: String(value), unit: null, ...at(range) });

export const text = (range: Range, value: string): Expression => ({ type: 'StringLiteral', kind: 'text', value, ...at(range) });

export const boolean = (range: Range, value: boolean): Expression => ({ type: 'BooleanLiteral', value, ...at(range) });

export const member = (range: Range, object: Expression, name: string): Expression => ({
  type: 'MemberAccess', object, member: name, memberRange: at(range), ...at(range),
});

export const index = (range: Range, base: Expression, key: Expression): Expression => ({ type: 'IndexAccess', base, index: key, ...at(range) });

export const call = (range: Range, callee: Expression, args: Expression[]): Expression => ({ type: 'CallExpression', callee, args, names: null, ...at(range) });

/** A call of something the language offers by its name. */
export const callOf = (range: Range, name: string, args: Expression[]): Expression => call(range, identifier(range, name), args);

/** `callee{value: …, gas: …}`; the callee itself without options. */
export function withOptions(range: Range, callee: Expression, options: NamedArgument[]): Expression {
  return options.length === 0 ? callee : { type: 'CallOptions', callee, options, ...at(range) };
}

export const option = (name: string, value: Expression): NamedArgument => ({ type: 'NamedArgument', name, value, ...at(value) });

export const binary = (range: Range, operator: string, sides: [Expression, Expression]): Expression => ({
  type: 'BinaryExpression', operator, left: sides[0], right: sides[1], ...at(range),
});

export const not = (range: Range, operand: Expression): Expression => ({ type: 'UnaryExpression', operator: '!', isPrefix: true, operand, ...at(range) });

export const assign = (range: Range, target: Expression, value: Expression): Expression => ({ type: 'AssignmentExpression', operator: '=', target, value, ...at(range) });

export const elementary = (range: Range, name: string): TypeName => ({ type: 'ElementaryType', name, isPayable: name === 'address', ...at(range) });

export const convert = (range: Range, typeName: TypeName, value: Expression): Expression => ({
  type: 'CallExpression', callee: { type: 'TypeExpression', typeName, ...at(range) }, args: [value], names: null, ...at(range),
});

export const statement = (expression: Expression): Statement => ({ type: 'ExpressionStatement', expression, ...at(expression) });

/** Reverts unless the condition holds. */
export const require = (range: Range, condition: Expression): Statement => statement(callOf(range, 'require', [condition]));

export const block = (range: Range, statements: Statement[], isUnchecked = false): Statement & { type: 'Block' } => ({
  type: 'Block', isUnchecked, statements, ...at(range),
});

export function local(range: Range, name: string, typeName: TypeName): VariableDeclaration {
  const isStructure = typeName.type === 'ArrayType' || typeName.type === 'NamedType';
  return {
    type: 'VariableDeclaration', scope: 'local', typeName, location: isStructure ? 'memory' : null, name, nameRange: at(range), visibility: null,
    isConstant: false, isImmutable: false, isTransient: false, overrides: null, value: null, ...at(range),
  };
}

export const declare = (variable: VariableDeclaration, value: Expression | null): Statement => ({
  type: 'LocalDeclaration', variables: [variable], value, isTuple: false, start: variable.start, end: Math.max(variable.end, value?.end ?? 0),
});
