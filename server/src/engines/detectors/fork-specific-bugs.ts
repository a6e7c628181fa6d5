import { constantOf, dependsOn, isEnvironment, strip, textOf } from '../solidity/analysis/values.ts';
import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { Arithmetic } from '../solidity/analysis/overflow.ts';
import type { CallInstruction, Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { changingEntries } from './guards.ts';
import { issueAt, stepAt } from './issue.ts';

/** Faults that copies of well-known protocols have in common. */
export const forkSpecificBugs: Detector = {
  id: 'fork-specific-bugs',
  title: 'Known fault of a copied protocol',
  severity: 'high',
  confidence: 'high',
  categories: { swc: [], dasp: [10], cwe: ['CWE-682'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds pools whose constant-product test scales its two sides differently, and contracts that read the sender from the end of the call data (ERC-2771) and also delegate caller-made calls to themselves.',
  why: 'Copies change one number of two that belong together, or join parts that are safe only apart. Pools with unequal scales were emptied, and a batch of calls lets anyone write any sender at the end of each.',
  exampleBad: 'require(b0 * 10000 * (b1 * 10000) >= r0 * r1 * 1000**2);',
  fix: 'Use the same scale on both sides of the product; append the true sender to each call of a batch.',
  references: ['https://rekt.news/uranium-rekt', 'https://blog.openzeppelin.com/arbitrary-address-spoofing-vulnerability-erc2771context-multicall-public-disclosure', 'https://eips.ethereum.org/EIPS/eip-2771'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      const trusting = forwardedSender(model);
      for (const flow of changingEntries(model)) {
        yield* unequalProducts(flow);
        for (const one of trusting ? flow.instructions : []) if (trusting && isOwnBatch(flow, one)) yield spoofed(one, trusting);
      }
    }
  },
};

/** The product of all constant factors of a product, with what `a * 1000 - b * 3` scales by. */
function scaleOf(value: Instruction, depth = 0): bigint | null {
  const inner = strip(value);
  const constant = constantOf(inner);
  if (constant !== null) return constant;
  if (inner.kind !== 'binary' || depth > 8) return 1n;
  if (inner.operator === '-' || inner.operator === '+') return scaleOf(inner.left, depth + 1);
  if (inner.operator !== '*') return inner.operator === '**' || inner.operator === '/' ? null : 1n;
  const [left, right] = [scaleOf(inner.left, depth + 1), scaleOf(inner.right, depth + 1)];
  return left === null || right === null ? null : left * right;
}

/** `x * y >= k * scale` where x and y were scaled by something else. */
function* unequalProducts(flow: Flow): Iterable<Issue> {
  for (const { terminator } of flow.routine.blocks) {
    const test = terminator.kind === 'branch' ? strip(terminator.condition) : null;
    if (!test || !isComparedProduct(test)) continue;
    const [left, right] = [scaleOf(test.left) ?? 0n, scaleOf(test.right) ?? 0n];
    if (left === right || left < 100n || right < 100n) continue;
    yield issueAt(test, {
      message: `${textOf(test)} compares a product scaled by ${left} with one scaled by ${right}`,
      scenario: 'An attacker swaps one unit for almost everything the pool holds: the test passes all the same.',
    });
  }
}

function isComparedProduct(test: Instruction): test is Arithmetic {
  return test.kind === 'binary' && ['>=', '<'].includes(test.operator) && isProduct(test.left) && isProduct(test.right);
}

/** Two values that are no constants, multiplied. */
function isProduct(value: Instruction): boolean {
  const factors = factorsOf(value).filter((factor) => constantOf(factor) === null);
  return factors.length === 2;
}

function factorsOf(value: Instruction, depth = 0): Instruction[] {
  const inner = strip(value);
  if (inner.kind !== 'binary' || inner.operator !== '*' || depth > 6) return [inner];
  return [...factorsOf(inner.left, depth + 1), ...factorsOf(inner.right, depth + 1)];
}

/** Where the last twenty bytes of the call data are taken for the sender. */
function forwardedSender(model: ContractModel): Instruction | null {
  const isCallData = (input: Instruction): boolean => isEnvironment(input, 'msg.data') || (input.kind === 'call' && input.name === 'yul:calldatasize');
  for (const flow of model.entries) {
    for (const one of flow.instructions) {
      const isWord = one.kind === 'call' && one.name === 'yul:calldataload' && one.args.some((argument) => argument.kind === 'binary' && argument.operator === '-' && constantOf(argument.right) === 20n && dependsOn(argument.left, isCallData));
      if (isWord || isTail(one)) return one;
    }
  }
  return null;
}

/** `msg.data[msg.data.length - 20:]`, of which the slice keeps only the data. */
function isTail(value: Instruction): boolean {
  return value.kind === 'convert' && value.type.kind === 'address' && dependsOn(value, (input) => isEnvironment(input, 'msg.data'));
}

/** `address(this).delegatecall(data[i])` with the data as the caller gave it. */
function isOwnBatch(flow: Flow, one: Instruction): one is CallInstruction {
  if (one.kind !== 'call' || one.method !== 'delegatecall' || !one.target || !isEnvironment(one.target, 'this')) return false;
  const [data] = one.args;
  if (!data || flow.loopsAround(one.block).length === 0) return false;
  const isJoined = dependsOn(data, (input) => input.kind === 'call' && ['abi.encodePacked', 'dynamicBytes.concat', 'abi.encode'].includes(input.name));
  return !isJoined && dependsOn(data, (input) => input.kind === 'parameter');
}

function spoofed(call: CallInstruction, trusting: Instruction): Issue {
  return issueAt(call, {
    message: `${textOf(call)} runs calls that end with any sender their author likes`,
    scenario: 'An attacker sends a batch through the trusted forwarder, each call ending in the address of his victim, and acts in its name.',
    steps: [stepAt(trusting, 'the sender is read from the end of the call data'), stepAt(call, 'which the caller writes himself here')],
  });
}
