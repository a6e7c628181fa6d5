import { dependsOn, isZero, strip, textOf } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';
import { recoveries, testsOf } from './signatures.ts';

/** `ecrecover` whose zero answer passes the test. */
export const ecrecoverZero: Detector = {
  id: 'ecrecover-zero',
  title: 'Result of ecrecover is not tested for zero',
  severity: 'medium',
  confidence: 'medium',
  categories: { swc: ['SWC-117'], dasp: [2], cwe: ['CWE-347'], owasp: ['SC04:2025', 'SC05:2026'] },
  description: 'Finds results of ecrecover that are compared with a value that may be zero (an argument, a variable, an entry of a mapping) and not with zero.',
  why: 'For an invalid signature ecrecover returns the zero address. Where the expected signer is not set, it is zero too, and every invalid signature passes.',
  exampleBad: 'require(ecrecover(digest, v, r, s) == signers[id]);',
  fix: "Require that the recovered address is not zero, or use OpenZeppelin's ECDSA.",
  references: ['https://swcregistry.io/docs/SWC-117', 'https://docs.openzeppelin.com/contracts/5.x/api/utils#ECDSA'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of [...model.entries, ...model.others]) {
        for (const recovery of recoveries(flow)) {
          const tests = testsOf(flow, recovery);
          if (tests.length === 0 || tests.some((test) => comparesWithZero(test)) || !tests.some((test) => mayMeetZero(test, recovery))) continue;
          yield issueAt(recovery, { message: `${textOf(recovery)} returns zero for an invalid signature, and no test excludes that` });
        }
      }
    }
  },
};

function comparisons(test: Instruction): Extract<Instruction, { kind: 'binary' }>[] {
  const value = strip(test);
  if (value.kind === 'unary') return comparisons(value.operand);
  if (value.kind !== 'binary') return [];
  return value.operator === '&&' || value.operator === '||' ? [...comparisons(value.left), ...comparisons(value.right)] : [value];
}

function comparesWithZero(test: Instruction): boolean {
  return comparisons(test).some(({ left, right }) => isZero(left) || isZero(right));
}

function mayMeetZero(test: Instruction, recovery: Instruction): boolean {
  return comparisons(test).some(({ left, right }) => {
    const other = dependsOn(left, (input) => input === recovery) ? right : left;
    return dependsOn(other, (input) => input.kind === 'parameter' || (input.kind === 'load' && input.path.keys.length > 0));
  });
}
