import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import { constantOf, isEnvironment, strip, textOf } from '../solidity/analysis/values.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { CallInstruction, Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { isCaller } from './ether-flow.ts';
import { issueAt, titleOf } from './issue.ts';
import { isOwnerOnly, ownerWrites, tokenOf } from './token-ledger.ts';
import { TOKEN_REFERENCES, TOKEN_TRAP } from './token-trap.ts';

/** Where the receiver of the shares in the pool stands among the arguments. */
const RECEIVER: Readonly<Record<string, { count: number; at: number }>> = { addLiquidityETH: { count: 6, at: 4 }, addLiquidity: { count: 8, at: 6 } };

/** Liquidity that its owner can take out. */
export const tkLiquidity: Detector = {
  id: 'tk-liquidity',
  title: 'Liquidity belongs to whoever runs the token',
  severity: 'medium',
  confidence: 'medium',
  categories: TOKEN_TRAP,
  description: 'Finds tokens that add liquidity to an exchange and have the shares credited to the owner, to the caller of an owner-only function, or to a wallet that a role can set.',
  why: 'Shares in the pool are the key to what is in it. Whoever holds them can take out all Ether that buyers have paid in, and there is nobody left to sell to.',
  exampleBad: 'router.addLiquidityETH{value: n}(address(this), t, 0, 0, owner, block.timestamp);',
  fix: 'Send the shares to a lock with a public date, or to the zero address.',
  references: [...TOKEN_REFERENCES, 'https://docs.uniswap.org/contracts/v2/reference/smart-contracts/router-02'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of tokenOf(model) ? model.entries : []) {
        for (const call of flow.instructions) {
          const receiver = call.kind === 'call' ? receiverOf(call) : null;
          if (!receiver || !isOwned(model, flow, receiver)) continue;
          yield issueAt(call, { message: `${titleOf(call.frame.code)} gives the shares of the pool to ${textOf(receiver)}, who can take the liquidity out` });
        }
      }
    }
  },
};

function receiverOf(call: CallInstruction): Instruction | null {
  const shape = call.method === 'external' && Object.hasOwn(RECEIVER, call.name) ? RECEIVER[call.name] : undefined;
  return shape?.count === call.args.length ? (call.args[shape.at] ?? null) : null;
}

function isOwned(model: ContractModel, flow: Flow, receiver: Instruction): boolean {
  if (constantOf(receiver) !== null || isEnvironment(receiver, 'this')) return false;
  if (isCaller(receiver)) return isOwnerOnly(model, flow, receiver.block);
  const inner = strip(receiver);
  if (inner.kind !== 'load' || !inner.path.variable || inner.path.keys.length > 0) return false;
  const { variable } = inner.path;
  const isRole = model.entries.some((entry) => entry.routine.blocks.some((block) => model.authorisation.checksAt(entry, block).some((check) => check.variables.includes(variable))));
  return isRole || ownerWrites(model, variable).length > 0;
}
