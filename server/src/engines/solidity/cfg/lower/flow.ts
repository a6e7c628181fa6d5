import { BOOL } from '../../project/types.ts';
import { resolveType } from '../../project/resolve-type.ts';
import type { DoWhileStatement, ForStatement, Parameter, Statement, TryStatement, WhileStatement } from '../../syntax/nodes.ts';
import type { Block, Instruction } from '../instructions.ts';
import { append, declareLocal, inScope, type Lowering } from './context.ts';
import { takeItem } from './places.ts';

type Lower = (node: Statement) => void;

export function lowerFor(lowering: Lowering, node: ForStatement, lower: Lower): void {
  const { builder } = lowering;
  if (node.initial) lower(node.initial);
  const [head, body, step, after] = [builder.createBlock(), builder.createBlock(), builder.createBlock(), builder.createBlock()];
  builder.jump(head);
  builder.current = head;
  if (node.condition) builder.branch(lowering.lowerExpression(lowering, node.condition), { whenTrue: body, whenFalse: after });
  else builder.jump(body);
  builder.enterSealed(body);
  runBody(lowering, { breakTo: after, continueTo: step }, () => lower(node.body));
  builder.jump(step);
  builder.enterSealed(step);
  if (node.step) lowering.lowerExpression(lowering, node.step);
  builder.jump(head);
  builder.seal(head);
  builder.enterSealed(after);
}

export function lowerLoop(lowering: Lowering, node: WhileStatement | DoWhileStatement, lower: Lower): void {
  const { builder } = lowering;
  const [head, body, after] = [builder.createBlock(), builder.createBlock(), builder.createBlock()];
  const isWhile = node.type === 'WhileStatement';
  builder.jump(isWhile ? head : body);
  builder.current = isWhile ? head : body;
  if (!isWhile) {
    runBody(lowering, { breakTo: after, continueTo: head }, () => lower(node.body));
    builder.jump(head);
    builder.enterSealed(head);
  }
  // The condition may itself open blocks; the branch leaves from wherever it ends.
  builder.branch(lowering.lowerExpression(lowering, node.condition), { whenTrue: body, whenFalse: after });
  if (isWhile) {
    builder.enterSealed(body);
    runBody(lowering, { breakTo: after, continueTo: head }, () => lower(node.body));
    builder.jump(head);
    builder.seal(head);
  } else builder.seal(body);
  builder.enterSealed(after);
}

function runBody(lowering: Lowering, loop: { breakTo: Block; continueTo: Block }, run: () => void): void {
  lowering.body.loops.push(loop);
  inScope(lowering, run);
  lowering.body.loops.pop();
}

export function lowerTry(lowering: Lowering, node: TryStatement, lower: Lower): void {
  const { builder } = lowering;
  const result = lowering.lowerExpression(lowering, node.call);
  if (result.kind === 'call') result.isTried = true;
  const after = builder.createBlock();
  const success = builder.createBlock();
  let failure = builder.createBlock();
  builder.branch(outcome(lowering, result), { whenTrue: success, whenFalse: failure });
  builder.enterSealed(success);
  inScope(lowering, () => {
    bindResults(lowering, node.returns, result);
    lower(node.body);
  });
  builder.jump(after);
  node.clauses.forEach((clause, at) => {
    builder.enterSealed(failure);
    failure = builder.createBlock();
    const clauseBody = builder.createBlock();
    const isLast = at === node.clauses.length - 1;
    if (isLast) builder.jump(clauseBody);
    else builder.branch(outcome(lowering, result), { whenTrue: clauseBody, whenFalse: failure });
    builder.enterSealed(clauseBody);
    inScope(lowering, () => {
      bindResults(lowering, clause.parameters, result);
      lower(clause.body);
    });
    builder.jump(after);
  });
  builder.enterSealed(after);
}

/** Whether the tried call succeeded: a value that nothing else determines. */
function outcome(lowering: Lowering, call: Instruction): Instruction {
  return append(lowering, { kind: 'member', object: call, name: 'success', type: BOOL }, call.range);
}

function bindResults(lowering: Lowering, parameters: Parameter[], result: Instruction): void {
  parameters.forEach((parameter, index) => {
    if (!parameter.name) return;
    const type = resolveType(parameter.typeName, lowering.body.scope);
    const range = { start: parameter.start, end: parameter.end };
    const local = declareLocal(lowering, { name: parameter.name.name, type, range, isStorage: false });
    lowering.builder.write(local, parameters.length === 1 ? result : takeItem(lowering, result, { index, node: parameter }));
  });
}
