import { strip, textOf } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';
import { allInstructions } from './search.ts';

/** Hashes over several values of open length without a border between them. */
export const encodePackedCollision: Detector = {
  id: 'encode-packed-collision',
  title: 'Different arguments give the same hash',
  severity: 'medium',
  confidence: 'medium',
  categories: { swc: ['SWC-133'], dasp: [2], cwe: ['CWE-20'], owasp: ['SC04:2025', 'SC05:2026'] },
  description: 'Finds hashes of abi.encodePacked with two neighbouring arguments of dynamic length that come from a caller.',
  why: 'Packed encoding writes no lengths: ("a", "bc") and ("ab", "c") give the same bytes. A signature or a key for one is valid for the other.',
  exampleBad: 'keccak256(abi.encodePacked(name, symbol))',
  fix: 'Use abi.encode.',
  references: ['https://swcregistry.io/docs/SWC-133'],
  *run(context: Context): Iterable<Issue> {
    for (const { flow, instruction } of allInstructions(context)) {
      if (instruction.kind !== 'call' || instruction.name !== 'abi.encodePacked') continue;
      const isDynamic = instruction.args.map(hasOpenLength);
      if (!isDynamic.some((one, at) => one && isDynamic[at + 1]) || !flow.usesOf(instruction).some(isHash)) continue;
      yield issueAt(instruction, { message: `${textOf(instruction)} packs neighbouring values of open length` });
    }
  },
};

function hasOpenLength(value: Instruction): boolean {
  const { type } = value;
  // What is computed on the way, such as a number in letters, is not free to take any length.
  if (!['parameter', 'load', 'reference'].includes(strip(value).kind)) return false;
  return type.kind === 'string' || type.kind === 'dynamicBytes' || (type.kind === 'array' && type.length === null);
}

function isHash(use: Instruction): boolean {
  return use.kind === 'call' && ['keccak256', 'sha256', 'ripemd160'].includes(use.name);
}
