import { isStaticCall } from '../solidity/analysis/calls.ts';
import { isEnvironment, strip, textOf } from '../solidity/analysis/values.ts';
import type { CallInstruction } from '../solidity/cfg/instructions.ts';
import type { StateVariable } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { type Movement, ownerWrites, type Token, tokenOf } from './token-ledger.ts';
import { TOKEN_PROPERTY, TOKEN_REFERENCES, TOKEN_TRAP } from './token-trap.ts';

/** Transfers that ask another contract. */
export const tkExternalCall: Detector = {
  id: 'tk-external-call',
  title: 'Transfer runs the code of another contract',
  severity: 'high',
  confidence: 'high',
  categories: TOKEN_TRAP,
  description: 'Finds calls to another contract in the transfer of a token: rated high where a role can exchange that contract, low where it is fixed.',
  why: `${TOKEN_PROPERTY} The contract that is called can refuse a transfer, by rules that are not in this code and can change.`,
  exampleBad: 'guard.beforeTransfer(from, to, n); … function setGuard(IGuard g) external onlyOwner { guard = g; }',
  fix: 'Keep the rules of transfers in the token itself.',
  references: TOKEN_REFERENCES,
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      const token = tokenOf(model);
      const seen = new Set<unknown>();
      for (const movement of token?.movements ?? []) {
        for (const { call, variable } of calls(movement)) {
          if (!token || seen.has(variable ?? call.name)) continue;
          seen.add(variable ?? call.name);
          yield describe(token, movement, { call, variable });
        }
      }
    }
  },
};

interface Asked {
  call: CallInstruction;
  /** Where the address of the other contract is kept. */
  variable: StateVariable | null;
}

function calls({ flow }: Movement): Asked[] {
  return flow.instructions.flatMap((call): Asked[] => {
    if (call.kind !== 'call' || !call.target || isEnvironment(call.target, 'this') || call.isTried) return [];
    if (call.target.type.kind !== 'contract' && call.target.type.kind !== 'address') return [];
    if (!['external', 'call', 'delegatecall', 'staticcall'].includes(call.method)) return [];
    const target = strip(call.target);
    return [{ call, variable: target.kind === 'load' && target.path.keys.length === 0 ? target.path.variable : null }];
  });
}

function describe(token: Token, movement: Movement, { call, variable }: Asked): Issue {
  const [write] = variable ? ownerWrites(token.model, variable) : [];
  const isExchangeable = write !== undefined;
  return issueAt(call, {
    message: `${titleOf(movement.flow.routine.info)} depends on ${textOf(call)}${write && variable ? `, and ${titleOf(write.flow.routine.info)} can put another contract in ${variable.name}` : ''}`,
    severity: isExchangeable ? (isStaticCall(call) ? 'medium' : 'high') : 'low',
    steps: [...(write && variable ? [stepAt(write.store, `${variable.name} is set here by a role`)] : []), stepAt(call, 'and is called in every transfer')],
  });
}
