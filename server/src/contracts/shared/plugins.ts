import type { DetectorInfo } from '../../modules/scanner/index.ts';

/** Plugin names of a request: those that are detectors of ours, and those that no engine here answers to. */
export interface Plugins {
  readonly detectors: readonly string[];
  readonly notRun: readonly string[];
}

/** Sorts plugin names; without a detector among them every detector runs. */
export function sortPlugins(names: readonly string[], known: readonly DetectorInfo[]): Plugins {
  const ids = new Set(known.map((detector) => detector.id));
  return { detectors: [...new Set(names.filter((name) => ids.has(name)))], notRun: [...new Set(names.filter((name) => !ids.has(name)))] };
}
