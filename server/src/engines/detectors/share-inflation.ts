import { constantOf, dependsOn, strip, textOf } from '../solidity/analysis/values.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, titleOf } from './issue.ts';

/** Shares priced by a balance that anyone can raise. */
export const shareInflation: Detector = {
  id: 'share-inflation',
  title: 'First depositor can take what others deposit',
  severity: 'high',
  confidence: 'low',
  categories: { swc: [], dasp: [3], cwe: ['CWE-1339'], owasp: ['SC03:2025', 'SC07:2026'] },
  description: 'Finds shares computed as deposit × total shares ÷ own token balance and credited to the depositor.',
  why: 'Whoever deposits first holds all shares. By sending tokens directly he raises the price of one share above what others deposit: their shares round down to zero, and their tokens are his.',
  exampleBad: 'uint shares = amount * totalShares / token.balanceOf(address(this)); balanceOf[msg.sender] += shares;',
  fix: 'Keep the deposits in a variable, or add virtual shares, or burn a minimum of the first ones.',
  references: ['https://docs.openzeppelin.com/contracts/5.x/erc4626'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of model.entries) {
        if (!flow.routine.isEntryPoint) continue;
        for (const share of flow.instructions) {
          if (!isShare(share) || !isCredited(flow, share)) continue;
          yield issueAt(share, {
            message: `${textOf(share)} rounds down to nothing when the balance is raised by a transfer`,
            scenario: `An attacker deposits one unit first, transfers a large amount directly, and waits for others to call ${titleOf(flow.routine.info)}.`,
          });
        }
      }
    }
  },
};

/** x × total ÷ balanceOf(this) */
function isShare(value: Instruction): boolean {
  if (value.kind !== 'binary' || value.operator !== '/' || value.left.kind !== 'binary' || value.left.operator !== '*') return false;
  const isBalance = (input: Instruction): boolean =>
    input.kind === 'call' && input.name === 'balanceOf' && input.args.some((argument) => dependsOn(argument, (one) => one.kind === 'environment' && one.name === 'this'));
  const isTotal = (input: Instruction): boolean => input.kind === 'load' && input.path.keys.length === 0;
  // A constant added to the balance stands for assets nobody can take out.
  const divisor = strip(value.right);
  const isVirtual = divisor.kind === 'binary' && divisor.operator === '+' && (constantOf(divisor.right) ?? 0n) > 0n;
  return !isVirtual && dependsOn(value.right, isBalance) && dependsOn(value.left, isTotal);
}

function isCredited(flow: Flow, share: Instruction): boolean {
  return flow.instructions.some((one) => one.kind === 'store' && one.path.keys.length > 0 && one.value.kind === 'binary' && one.value.operator === '+' && dependsOn(one.value, (input) => input === share));
}
