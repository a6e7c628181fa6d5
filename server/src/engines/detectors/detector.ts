import type { Categories, Confidence, Severity } from '../findings.ts';
import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Contract, FileUnit, FunctionInfo, ModifierInfo, Project } from '../solidity/project/model.ts';
import type { Range } from '../solidity/syntax/tokens.ts';

/** One kind of fault: how it is found, and everything a reader needs to understand it. */
export interface Detector {
  /** Kebab-case; the name of its file and of its folder of fixtures. */
  id: string;
  title: string;
  severity: Severity;
  /** How often a finding is right. */
  confidence: Confidence;
  categories: Categories;
  /** What it looks for. */
  description: string;
  /** Why that is a fault. */
  why: string;
  exampleBad: string;
  fix: string;
  references: string[];
  run: (context: Context) => Iterable<Issue>;
}

/** What a detector may look at. */
export interface Context {
  project: Project;
  /** One pass only. */
  models: Iterable<ContractModel>;
}

/** A step of the way to the fault; the engine turns ranges into lines. */
export interface Step {
  file: FileUnit;
  range: Range;
  note: string;
}

/** What a detector reports. Severity and confidence default to the detector's own. */
export interface Issue {
  file: FileUnit;
  range: Range;
  contract: Contract | null;
  code: FunctionInfo | ModifierInfo | null;
  message: string;
  /** The attack in words, built from the path; the detector's `why` alone when absent. */
  scenario?: string;
  fix?: string;
  path: Step[];
  /**
   * Where the fault that makes this one possible stands. If a finding about who may do what is reported for that
   * function, this issue becomes a part of it: one root cause, one finding.
   */
  causedBy?: Step;
  severity?: Severity;
  confidence?: Confidence;
}
