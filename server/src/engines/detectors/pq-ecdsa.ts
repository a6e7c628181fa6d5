import { curveUses } from '../solidity/profile/quantum.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';

/** What a quantum computer could sign. */
export const pqEcdsa: Detector = {
  id: 'pq-ecdsa',
  title: 'Authority rests on an elliptic-curve signature',
  severity: 'info',
  confidence: 'high',
  categories: { swc: [], dasp: [10], cwe: ['CWE-327'], owasp: [] },
  description: 'Finds places where a signature of secp256k1, P-256 or RSA decides what is allowed: ecrecover, the precompiles 0x01, 0x05 and 0x100, and ERC-1271.',
  why: 'Shor\'s algorithm finds the private key from the public one, and a public key is on the chain with the first signature. Whoever has such a computer signs in the name of everybody.',
  exampleBad: 'require(ecrecover(digest, v, r, s) == signer);',
  fix: 'Keep the verification behind an interface that can be replaced, let signers change their keys, and plan for a hash-based or lattice signature verified by a contract.',
  references: ['https://eips.ethereum.org/EIPS/eip-1271', 'https://csrc.nist.gov/pubs/fips/205/final'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const { primitive, call, isGuard } of curveUses(model)) {
        const isSignature = primitive.name === 'secp256k1' || primitive.name === 'P-256' || primitive.name === 'RSA';
        if (isSignature && isGuard) yield issueAt(call, { message: `what is allowed here rests on ${primitive.name} (since ${primitive.since}), which a quantum computer breaks` });
      }
    }
  },
};
