import { bestCvss, readCvss, severityOfCvss } from '../cvss.ts';
import { toFinding } from '../finding.ts';
import { toPackage } from '../package-url.ts';
import type { Cvss, FindingSeverity, Outcome, ReportFinding } from '../report.ts';
import { severityOf, severityOfScore } from '../severity.ts';

/** What JSON and XML bills of materials say alike. */
export interface Component {
  readonly ref: string | null;
  readonly name: string;
  readonly version: string | null;
  readonly purl: string | null;
}

export interface Rating {
  readonly severity: string | null;
  readonly score: string | null;
  readonly method: string | null;
  readonly vector: string | null;
}

export interface Vulnerability {
  readonly id: string | null;
  readonly aliases: readonly string[];
  readonly description: string | null;
  readonly detail: string | null;
  readonly ratings: readonly Rating[];
  readonly cwes: readonly unknown[];
  readonly recommendation: string | null;
  readonly links: readonly string[];
  /** Impact analysis: the words of VEX. */
  readonly state: string | null;
  readonly analysis: string | null;
  /** References to components. */
  readonly affects: readonly string[];
}

const outcomes = new Map<string, Outcome>(Object.entries<Outcome>({
  resolved: 'resolved', resolved_with_pedigree: 'resolved', not_affected: 'not-affected', false_positive: 'not-affected',
}));

const assumedVersion = { CVSSv3: '3.0', CVSSv31: '3.1', CVSSv4: '4.0' } as const;

function cvssOf({ method, vector }: Rating): Cvss | null {
  const word = method?.trim();
  return readCvss(vector, word === 'CVSSv3' || word === 'CVSSv31' || word === 'CVSSv4' ? assumedVersion[word] : '3.1');
}

/** The rating by CVSS decides, else the first that says anything; without any it is taken for medium. */
function severityOfRatings(ratings: readonly Rating[]): FindingSeverity {
  const rated = [ratings.find((rating) => cvssOf(rating) !== null), ...ratings].flatMap((rating) => {
    if (rating === undefined) return [];
    const score = rating.score === null ? Number.NaN : Number(rating.score);
    return severityOf(rating.severity) ?? severityOfCvss(cvssOf(rating)) ?? (Number.isFinite(score) ? severityOfScore(score) : []);
  });
  return rated[0] ?? 'medium';
}

function toOne(vulnerability: Vulnerability, component: Component | null, ref: string | null): ReportFinding {
  const { id, ratings, state } = vulnerability;
  const name = component?.name ?? ref;
  return toFinding({
    // Not the version: a component that was updated and is still affected keeps its triage.
    identity: ['cyclonedx', id, name],
    ruleId: id,
    title: [id, name === null ? null : `in ${name}${component?.version == null ? '' : ` ${component.version}`}`].filter((part) => part !== null).join(' '),
    description: [vulnerability.description, vulnerability.detail, vulnerability.analysis].filter((part) => part !== null).join('\n\n'),
    severity: severityOfRatings(ratings),
    id,
    aliases: vulnerability.aliases,
    cwes: vulnerability.cwes,
    cvss: bestCvss(ratings.map(cvssOf)),
    package: component === null ? toPackage({ name: null, version: null, purl: ref }) : toPackage(component),
    remediation: vulnerability.recommendation,
    references: vulnerability.links,
    outcome: outcomes.get(state ?? '') ?? 'open',
  });
}

/** References may point into another bill of materials: `urn:cdx:serial/version#ref`, the last part encoded. */
function resolve(byRef: ReadonlyMap<string, Component>, ref: string): Component | null {
  const linked = /^urn:cdx:[^#]*#(.+)$/.exec(ref)?.[1];
  if (linked === undefined) return byRef.get(ref) ?? null;
  return [...byRef.values()].find((component) => component.ref !== null && (component.ref === linked || encodeURIComponent(component.ref) === linked)) ?? null;
}

/** One finding for each component that a vulnerability affects. */
export function toFindings(components: readonly Component[], vulnerabilities: readonly Vulnerability[]): readonly ReportFinding[] {
  const byRef = new Map(components.flatMap((component) => (component.ref === null ? [] : [[component.ref, component] as const])));
  return vulnerabilities.flatMap((vulnerability) => {
    if (vulnerability.affects.length === 0) return [toOne(vulnerability, null, null)];
    return vulnerability.affects.map((ref) => toOne(vulnerability, resolve(byRef, ref), ref));
  });
}
