import { curveUses } from '../solidity/profile/quantum.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';

/** Proofs and aggregated signatures over pairings. */
export const pqBn254Bls: Detector = {
  id: 'pq-bn254-bls',
  title: 'A proof or signature over a pairing-friendly curve',
  severity: 'info',
  confidence: 'high',
  categories: { swc: [], dasp: [10], cwe: ['CWE-327'], owasp: [] },
  description: 'Finds calls of the precompiles for BN254 (0x06 to 0x08), KZG commitments (0x0a) and BLS12-381 (0x0b to 0x11).',
  why: 'Groth16, PLONK with KZG and BLS signatures are sound only while discrete logarithms are hard. Shor\'s algorithm makes them easy: then a false statement has a proof that verifies.',
  exampleBad: '(bool ok, bytes memory out) = address(8).staticcall(pairs);',
  fix: 'Keep the verifier replaceable, and plan for proofs that rest on hashes alone, such as STARKs.',
  references: ['https://eips.ethereum.org/EIPS/eip-197', 'https://eips.ethereum.org/EIPS/eip-2537', 'https://eips.ethereum.org/EIPS/eip-4844'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const { primitive, call } of curveUses(model)) {
        const isPairing = primitive.name === 'BN254' || primitive.name === 'BLS12-381' || primitive.name === 'KZG on BLS12-381';
        if (isPairing) yield issueAt(call, { message: `this uses ${primitive.name} (${primitive.source}, since ${primitive.since}), which a quantum computer breaks` });
      }
    }
  },
};
