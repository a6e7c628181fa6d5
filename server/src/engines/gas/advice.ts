import type { Issue } from '../detectors/detector.ts';
import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Project } from '../solidity/project/model.ts';

/** A contract `C` before and after the advice, and the call in which both are measured. */
export interface GasExample {
  before: string;
  after: string;
  /** The function that is called, as `name(types)`, and its arguments as words or raw bytes behind the selector. */
  call: string;
  args?: readonly (bigint | string)[];
  /** Calls before it that are not counted, with the same forms. */
  first?: readonly { call: string; args?: readonly (bigint | string)[] }[];
}

/** One way to use less gas: how places for it are found, and an example from which its saving is measured. */
export interface GasAdvice {
  /** `gas-…`, kebab-case. */
  id: string;
  title: string;
  why: string;
  fix: string;
  example: GasExample;
  find: (context: GasContext) => Iterable<Issue>;
}

/** What an advice may look at. */
export interface GasContext {
  project: Project;
  models: readonly ContractModel[];
}

/** What following an advice saved in its example, in gas. */
export interface GasSaving {
  /** In the measured call. */
  call: number;
  /** When the contract is created. */
  creation: number;
}
