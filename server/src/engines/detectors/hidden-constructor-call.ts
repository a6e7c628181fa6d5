import type { Contract, FunctionInfo } from '../solidity/project/model.ts';
import type { InheritanceSpecifier, ModifierInvocation } from '../solidity/syntax/nodes.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';

/** Calls of base constructors that do not exist, are missing, or contradict each other. */
export const hiddenConstructorCall: Detector = {
  id: 'hidden-constructor-call',
  title: 'Base constructor is called wrongly or not at all',
  severity: 'low',
  confidence: 'high',
  categories: { swc: [], dasp: [2], cwe: ['CWE-665'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds calls of a base constructor that the base does not have, arguments for one base given at two places, and before 0.5 bases whose constructor takes arguments that nobody gives.',
  why: 'What a reader takes for the setting of an owner or a limit does nothing, or another set of arguments wins, or the base starts with zeros.',
  exampleBad: 'contract Base {} contract Token is Base { constructor() Base() {} }',
  fix: 'Give each base its arguments once, and call no constructor that is not there.',
  references: ['https://docs.soliditylang.org/en/latest/contracts.html#arguments-for-base-constructors', 'https://cwe.mitre.org/data/definitions/665.html'],
  *run({ project }: Context): Iterable<Issue> {
    for (const contract of project.contracts) {
      if (contract.kind !== 'contract' || contract.file.language !== 'solidity') continue;
      const own = constructorOf(contract);
      yield* voidCalls(contract, own);
      yield* missingArguments(contract);
    }
  },
};

type Written = ModifierInvocation | InheritanceSpecifier;

function constructorOf(contract: Contract): FunctionInfo | undefined {
  return contract.functions.find((info) => info.kind === 'constructor' && info.node.body !== null);
}

function baseNamed(contract: Contract, { path }: Written): Contract | undefined {
  return contract.linear.slice(1).find((base) => base.name === path.at(-1));
}

function* voidCalls(contract: Contract, own: FunctionInfo | undefined): Iterable<Issue> {
  const invoked = own?.node.modifiers ?? [];
  const written = [...invoked, ...contract.node.bases];
  for (const call of written) {
    const base = baseNamed(contract, call);
    if (!base || !call.args) continue;
    const place = { file: contract.file, range: call, contract, code: own ?? null };
    if (!constructorOf(base)) yield issueOn(place, { message: `${base.name} has no constructor that ${contract.name} could call` });
    else if (written.some((other) => other !== call && other.args && other.start < call.start && baseNamed(contract, other) === base)) {
      yield issueOn(place, { message: `the constructor of ${base.name} is given its arguments twice` });
    }
  }
}

function* missingArguments(contract: Contract): Iterable<Issue> {
  const { file, linear } = contract;
  if (contract.isInherited || !(file.version[0] === 0 && file.version[1] < 5)) return;
  const written: Written[] = linear.flatMap((one) => [...one.node.bases, ...(constructorOf(one)?.node.modifiers ?? [])]);
  for (const base of linear.slice(1)) {
    const needs = constructorOf(base)?.parameters.length ?? 0;
    const isGiven = written.some((call) => call.args && call.args.length > 0 && call.path.at(-1) === base.name);
    if (needs > 0 && !isGiven) yield issueOn({ file, range: contract.node.nameRange, contract }, { message: `nobody gives the constructor of ${base.name} its ${needs} argument${needs > 1 ? 's' : ''}: all are zero` });
  }
}
