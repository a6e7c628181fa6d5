import type { DetectorInfo } from '../../modules/scanner/index.ts';

/** Plugin names of a request that are detectors of ours, each once; without any, every detector runs. */
export function detectorsAmong(names: readonly string[], known: readonly DetectorInfo[]): readonly string[] {
  const ids = new Set(known.map((detector) => detector.id));
  return [...new Set(names.filter((name) => ids.has(name)))];
}
