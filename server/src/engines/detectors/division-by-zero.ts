import { relationsOf } from '../solidity/analysis/bounds.ts';
import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { constantOf, dependsOn, isSame, isZero, strip, textOf } from '../solidity/analysis/values.ts';
import type { Arithmetic } from '../solidity/analysis/overflow.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, titleOf } from './issue.ts';

/** Divisors that can be zero. */
export const divisionByZero: Detector = {
  id: 'division-by-zero',
  title: 'Divisor can be zero',
  severity: 'low',
  confidence: 'medium',
  categories: { swc: [], dasp: [3], cwe: ['CWE-369'], owasp: ['SC03:2025', 'SC07:2026'] },
  description: 'Finds divisions and remainders by an argument, or by state that a function sets from an argument, where no test excludes zero.',
  why: 'The function reverts for as long as the divisor is zero: an owner who sets it so, by mistake or not, stops everything that depends on it.',
  exampleBad: 'function share(uint n) external view returns (uint) { return total / n; }',
  fix: 'Require that the divisor is not zero where it is set or given.',
  references: ['https://docs.soliditylang.org/en/latest/types.html#division', 'https://cwe.mitre.org/data/definitions/369.html'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of model.entries) {
        for (const one of flow.instructions) {
          if (!isDivision(one) || !canBeZero(model, flow, one)) continue;
          yield issueAt(one, { message: `${textOf(one.right)} in ${titleOf(one.frame.code)} can be zero` });
        }
      }
    }
  },
};

function isDivision(value: Instruction): value is Arithmetic {
  if (value.kind !== 'binary' || (value.operator !== '/' && value.operator !== '%') || constantOf(value.right) !== null) return false;
  return value.type.kind === 'int' && !value.type.isWord && value.frame.code.file.language === 'solidity';
}

function canBeZero(model: ContractModel, flow: Flow, { right, block }: Arithmetic): boolean {
  const divisor = strip(right);
  if (excludesZero(flow, block, divisor)) return false;
  if (divisor.kind === 'parameter') return flow.routine.isEntryPoint;
  if (divisor.kind !== 'load' || !divisor.path.variable) return false;
  return model.authorisation.writesOf(divisor.path.variable).some(({ flow: setter, store }) => {
    const value = strip(store.value);
    return (value.kind === 'parameter' || isZero(value)) && !excludesZero(setter, store.block, value);
  });
}

/** Some test on the way compares the value: with zero, or with something above it. */
function excludesZero(flow: Flow, block: Arithmetic['block'], value: Instruction): boolean {
  return flow.facts(block).some((fact) => {
    const isPositive = relationsOf(fact).some(({ right, isStrict, left }) => isSame(right, value) && (isStrict || (constantOf(left) ?? 1n) > 0n));
    return isPositive || (fact.kind === 'any' && fact.options.flat().some((one) => one.kind === 'atom' && dependsOn(one.value, (input) => isSame(input, value))));
  });
}
