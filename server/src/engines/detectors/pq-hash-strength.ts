import { shortHashes } from '../solidity/profile/quantum.ts';
import { textOf } from '../solidity/analysis/values.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';

/** Hashes that were cut. */
export const pqHashStrength: Detector = {
  id: 'pq-hash-strength',
  title: 'A decision rests on part of a hash',
  severity: 'info',
  confidence: 'high',
  categories: { swc: [], dasp: [10], cwe: ['CWE-328'], owasp: [] },
  description: 'Finds comparisons with a hash that was cut to fewer than 256 bits, function selectors excepted.',
  why: 'Grover\'s search needs the square root of the tries: a preimage of all 256 bits still takes 2^128, of 160 bits 2^80, of 64 bits 2^32. Collisions take half the bits even without a quantum computer.',
  exampleBad: 'require(bytes16(keccak256(secret)) == commitment);',
  fix: 'Compare the whole hash.',
  references: ['https://csrc.nist.gov/pubs/sp/800/107/r1/final', 'https://cwe.mitre.org/data/definitions/328.html'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const { bits, test } of shortHashes(model)) {
        yield issueAt(test, { message: `${textOf(test)} compares ${bits} bits of a hash: a preimage takes about 2^${bits / 2} steps of a quantum computer` });
      }
    }
  },
};
