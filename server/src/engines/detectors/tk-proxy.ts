import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import { constantOf, dependsOn, textOf } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, titleOf } from './issue.ts';
import { tokenOf } from './token-ledger.ts';
import { TOKEN_PROPERTY, TOKEN_REFERENCES, TOKEN_TRAP } from './token-trap.ts';

/** Slots where ERC-1967 and ERC-1822 keep the address of the code. */
const CODE_SLOTS: ReadonlySet<bigint> = new Set([
  0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbcn,
  0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50n,
  0xc5f16f0fcc639fa48a6947836d9850f504798523bf8c9a3a87d5876cf622bcf7n,
]);

/** Token code that can be exchanged. */
export const tkProxy: Detector = {
  id: 'tk-proxy',
  title: 'Code of the token can be exchanged',
  severity: 'medium',
  confidence: 'high',
  categories: { ...TOKEN_TRAP, owasp: ['SC01:2025', 'SC10:2026'] },
  description: 'Finds tokens that write a slot in which a proxy keeps the address of its code, or that run unknown calls as the code of another contract.',
  why: `${TOKEN_PROPERTY} What was read and tested is not what holders are bound to: the next code may do anything with their balances.`,
  exampleBad: 'function upgradeTo(address code) external onlyOwner { assembly { sstore(0x3608…2bbc, code) } }',
  fix: 'Hand upgrades to a timelock and a vote, or give them up.',
  references: [...TOKEN_REFERENCES, 'https://eips.ethereum.org/EIPS/eip-1967', 'https://eips.ethereum.org/EIPS/eip-1822'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      const exchange = tokenOf(model) && findExchange(model);
      if (exchange) yield issueAt(exchange, { message: `${textOf(exchange)} in ${titleOf(exchange.frame.code)} makes the code of this token replaceable` });
    }
  },
};

function findExchange(model: ContractModel): Instruction | null {
  for (const flow of model.entries) {
    const isFallback = flow.routine.info.kind === 'fallback';
    for (const one of flow.instructions) {
      if (isFallback && one.kind === 'call' && one.method === 'delegatecall') return one;
      if (one.kind === 'store' && one.path.pointer && dependsOn(one.path.pointer, isCodeSlot)) return one;
    }
  }
  return null;
}

function isCodeSlot(value: Instruction): boolean {
  const constant = constantOf(value);
  return constant !== null && CODE_SLOTS.has(constant);
}
