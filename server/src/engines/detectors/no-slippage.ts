import { constantOf, dependsOn, strip, textOf } from '../solidity/analysis/values.ts';
import type { CallInstruction, Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';
import { allInstructions } from './search.ts';

/** Where the least acceptable result stands among the arguments of the functions of the large exchanges. */
const LEAST: Readonly<Record<string, { count: number; at: readonly number[] }>> = {
  swapExactTokensForTokens: { count: 5, at: [1] },
  swapExactTokensForETH: { count: 5, at: [1] },
  swapExactETHForTokens: { count: 4, at: [0] },
  swapExactTokensForTokensSupportingFeeOnTransferTokens: { count: 5, at: [1] },
  swapExactTokensForETHSupportingFeeOnTransferTokens: { count: 5, at: [1] },
  swapExactETHForTokensSupportingFeeOnTransferTokens: { count: 4, at: [0] },
  addLiquidity: { count: 8, at: [4, 5] },
  addLiquidityETH: { count: 6, at: [2, 3] },
  removeLiquidity: { count: 7, at: [3, 4] },
  removeLiquidityETH: { count: 6, at: [2, 3] },
  exchange: { count: 4, at: [3] },
  exchange_underlying: { count: 4, at: [3] },
  remove_liquidity_one_coin: { count: 3, at: [2] },
};

/** The same as a field of the one struct that is passed. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  exactInputSingle: ['amountOutMinimum'],
  exactInput: ['amountOutMinimum'],
  mint: ['amount0Min', 'amount1Min'],
  increaseLiquidity: ['amount0Min', 'amount1Min'],
  decreaseLiquidity: ['amount0Min', 'amount1Min'],
};

/** Exchanges at any price. */
export const noSlippage: Detector = {
  id: 'no-slippage',
  title: 'Swap accepts any price',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: [], dasp: [7], cwe: ['CWE-682'], owasp: ['SC07:2025', 'SC04:2026'] },
  description: 'Finds swaps and changes of liquidity whose least acceptable result is zero, or asked of the same market in the same transaction.',
  why: 'Whoever sees the transaction trades before it, moves the price and trades back after it. Without a limit the contract pays whatever price he has set.',
  exampleBad: 'router.swapExactTokensForTokens(n, 0, path, address(this), block.timestamp);',
  fix: 'Let the caller state the least amount he accepts, or compute it from a price that a trade in the same block cannot move.',
  references: ['https://docs.uniswap.org/contracts/v2/reference/smart-contracts/router-02', 'https://docs.uniswap.org/contracts/v3/guides/swaps/single-swaps'],
  *run(context: Context): Iterable<Issue> {
    for (const { model, flow, instruction: call } of allInstructions(context)) {
      if (call.kind !== 'call' || call.method !== 'external') continue;
      const limits = limitsOf(call);
      const open = limits.find((limit) => constantOf(limit) === 0n || constantOf(limit) === 1n);
      const quoted = limits.find((limit) => isQuote(limit));
      if (!open && !quoted) continue;
      const isTrusted = model.authorisation.isAuthorised(flow, call.block);
      yield issueAt(call, {
        message: open ? `${textOf(call)} accepts any result` : `${textOf(call)} takes its limit from ${quoted ? textOf(quoted) : 'a quote'}, which moves with the price`,
        scenario: 'An attacker sees the transaction, buys ahead of it and sells right after it; the difference comes out of this swap.',
        severity: isTrusted ? 'medium' : 'high',
      });
    }
  },
};

function limitsOf(call: CallInstruction): Instruction[] {
  const shape = Object.hasOwn(LEAST, call.name) ? LEAST[call.name] : undefined;
  if (shape && call.args.length === shape.count) return shape.at.flatMap((at) => call.args[at] ?? []);
  const fields = Object.hasOwn(FIELDS, call.name) ? FIELDS[call.name] : undefined;
  const [parameters] = call.args;
  if (!fields || call.args.length !== 1 || !parameters) return [];
  return fields.flatMap((field) => fieldOf(parameters, field) ?? []);
}

/** The value of a field, from the building of the struct or a later write. */
function fieldOf(value: Instruction, name: string): Instruction | null {
  const inner = strip(value);
  if (inner.kind === 'update') return inner.key.kind === 'field' && inner.key.name === name ? inner.value : fieldOf(inner.object, name);
  if (inner.kind !== 'allocate' || inner.type.kind !== 'struct') return null;
  return inner.items[inner.type.definition.fields.findIndex((field) => field.name === name)] ?? null;
}

const QUOTES = new Set(['getAmountsOut', 'getAmountOut', 'quote', 'quoteExactInputSingle', 'quoteExactInput', 'get_dy', 'get_dy_underlying']);

function isQuote(limit: Instruction): boolean {
  return dependsOn(limit, (input) => input.kind === 'call' && input.method === 'external' && QUOTES.has(input.name));
}
