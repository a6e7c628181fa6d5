import { textOf } from '../solidity/analysis/values.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';
import { entryCalls } from './search.ts';

/** Prices of pools that are wrong while Ether is being withdrawn. */
const PRICES = new Set(['get_virtual_price', 'getRate', 'getPoolTokens', 'lp_price']);
const LOCKS = /^(withdraw_admin_fees|claim_admin_fees|ensureNotInVaultContext|manageUserBalance|remove_liquidity)$/;

/** A price read from a pool that may be in the middle of a withdrawal. */
export const reentrancyReadOnly: Detector = {
  id: 'reentrancy-read-only',
  title: 'Price can be read in the middle of a withdrawal',
  severity: 'high',
  confidence: 'low',
  categories: { swc: ['SWC-107'], dasp: [1], cwe: ['CWE-841'], owasp: ['SC05:2025', 'SC08:2026'] },
  description: "Finds reads of a Curve or Balancer pool's price without a call first that fails while the pool is locked.",
  why: 'When Ether is withdrawn the pool pays out before it has brought its books up to date. Whoever receives the Ether can act here on a price that is wrong for that moment.',
  exampleBad: 'uint value = shares * pool.get_virtual_price() / 1e18;',
  fix: "Call a function of the pool first that takes its lock, such as withdraw_admin_fees or Balancer's ensureNotInVaultContext.",
  references: ['https://swcregistry.io/docs/SWC-107', 'https://docs.balancer.fi/'],
  *run(context: Context): Iterable<Issue> {
    for (const { flow, instruction } of entryCalls(context)) {
      if (instruction.method !== 'external' || !PRICES.has(instruction.name)) continue;
      const isLocked = flow.instructions.some((one) => one.kind === 'call' && LOCKS.test(one.name) && flow.alwaysPrecedes(one, instruction));
      if (!isLocked) yield issueAt(instruction, { message: `${textOf(instruction)} may answer in the middle of a withdrawal` });
    }
  },
};
