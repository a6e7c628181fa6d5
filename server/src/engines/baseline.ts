import type { AnalyzeReport, Finding, Severity } from './findings.ts';

/** A finding of an earlier report, as far as a comparison needs it. */
export interface BaselineFinding {
  fingerprint: string;
  detector: string;
  title: string;
  severity: Severity;
  file: string;
  startLine: number;
}

/** What became of the findings between two reports of the same sources. */
export interface Comparison {
  /** Ids of findings that the earlier report did not have. */
  added: ReadonlySet<string>;
  /** Ids of findings that both have. */
  unchanged: ReadonlySet<string>;
  /** Gone, and the file they stood in was read completely or is no longer there. */
  fixed: BaselineFinding[];
  /** Not found again, but their file could not be analysed completely: nobody knows. */
  unverified: BaselineFinding[];
}

/** Why a text is no baseline. */
export class BaselineError extends Error {
  override readonly name = 'BaselineError';
}

/**
 * Pairs findings by fingerprint, which edits elsewhere leave alone; of several alike as many are unchanged as the
 * baseline had.
 */
export function compareWithBaseline(report: Pick<AnalyzeReport, 'findings' | 'incomplete' | 'suppressed'>, baseline: readonly BaselineFinding[]): Comparison {
  const known = Map.groupBy(baseline, ({ fingerprint }) => fingerprint);
  const added = new Set<string>();
  const unchanged = new Set<string>();
  const pair = (finding: Finding): boolean => known.get(finding.fingerprint)?.pop() !== undefined;
  for (const finding of report.findings) (pair(finding) ? unchanged : added).add(finding.id);
  // What the source accepts by now is neither fixed nor new.
  for (const { finding } of report.suppressed ?? []) pair(finding);
  const gone = [...known.values()].flat();
  const partial = new Set(report.incomplete.map(({ file }) => file));
  const isUnknown = ({ file }: BaselineFinding): boolean => partial.has(file) || partial.has('');
  return { added, unchanged, fixed: gone.filter((one) => !isUnknown(one)), unverified: gone.filter(isUnknown) };
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const listAt = (value: unknown, key: string): Json[] => (isObject(value) && Array.isArray(value[key]) ? value[key].filter(isObject) : []);
const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

function baselineFinding(parts: { [K in keyof BaselineFinding]: unknown }): BaselineFinding[] {
  const { fingerprint, detector, title, severity, file, startLine } = parts;
  const known = severities.find((each) => each === severity);
  if (typeof fingerprint !== 'string' || typeof detector !== 'string' || known === undefined) return [];
  return [{
    fingerprint, detector, severity: known,
    title: typeof title === 'string' ? title : detector,
    file: typeof file === 'string' ? file : '',
    startLine: typeof startLine === 'number' ? startLine : 1,
  }];
}

function fromSarif(result: Json): BaselineFinding[] {
  const [place] = listAt(result, 'locations').map(({ physicalLocation }) => physicalLocation).filter(isObject);
  const { partialFingerprints, properties, message, ruleId } = result;
  const artifact = isObject(place?.['artifactLocation']) ? place['artifactLocation']['uri'] : '';
  return baselineFinding({
    fingerprint: isObject(partialFingerprints) ? partialFingerprints['bulwark/v1'] : null,
    detector: ruleId,
    title: isObject(message) ? message['text'] : null,
    severity: isObject(properties) ? properties['severity'] : null,
    file: typeof artifact === 'string' ? decoded(artifact) : '',
    startLine: isObject(place?.['region']) ? place['region']['startLine'] : 1,
  });
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** The findings of an earlier report, JSON or SARIF as this program prints them. Throws BaselineError. */
export function readBaseline(text: string): BaselineFinding[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new BaselineError('the baseline is no JSON');
  }
  if (isObject(document) && Array.isArray(document['findings'])) {
    return listAt(document, 'findings').flatMap(({ fingerprint, detector, title, severity, file, startLine }) => baselineFinding({ fingerprint, detector, title, severity, file, startLine }));
  }
  const runs = listAt(document, 'runs');
  if (runs.length === 0) throw new BaselineError('the baseline is neither a JSON nor a SARIF report of this program');
  return runs.flatMap((run) => listAt(run, 'results')).filter((result) => !Array.isArray(result['suppressions'])).flatMap(fromSarif);
}
