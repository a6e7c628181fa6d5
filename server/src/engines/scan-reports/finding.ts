import { createHash } from 'node:crypto';
import { reportLimits } from './limits.ts';
import { cwesIn, splitIds } from './identifiers.ts';
import type { AffectedPackage, Cvss, FindingPlace, FindingSeverity, Outcome, ReportFinding, ReportTarget } from './report.ts';

/** What a parser says of one finding; what it leaves out is unknown. */
export interface Draft {
  /** What makes it the same finding in the next report. */
  readonly identity: readonly (string | number | null)[];
  readonly ruleId?: string | null;
  readonly title: string | null;
  readonly description?: string | null;
  readonly severity: FindingSeverity;
  /** The id that names the fault. */
  readonly id?: string | null;
  readonly aliases?: readonly string[];
  readonly relatedIds?: readonly string[];
  readonly cwes?: readonly unknown[];
  readonly cvss?: Cvss | null;
  readonly package?: AffectedPackage | null;
  readonly fixedVersion?: string | null;
  readonly place?: Partial<FindingPlace>;
  readonly target?: ReportTarget | null;
  readonly remediation?: string | null;
  readonly references?: readonly string[];
  readonly tags?: readonly string[];
  readonly outcome?: Outcome;
}

/** PostgreSQL takes no NUL, and a page shows no other control character. */
function clean(value: string, limit: number): string {
  // oxlint-disable-next-line no-control-regex -- they are what is removed
  const printable = value.replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, ' ').toWellFormed().trim();
  return printable.length > limit ? `${printable.slice(0, limit - 1)}…` : printable;
}

/** Null for what says nothing, also where it was only control characters. */
function said(value: string | null | undefined, limit: number): string | null {
  const shown = value == null ? '' : clean(value, limit);
  return shown === '' ? null : shown;
}

const short = (value: string | null | undefined): string | null => said(value, reportLimits.title);
const long = (value: string | null | undefined): string | null => said(value, reportLimits.text);

function cleanPackage(given: AffectedPackage | null): AffectedPackage | null {
  const name = short(given?.name);
  if (given === null || name === null) return null;
  return { name, version: short(given.version), ecosystem: short(given.ecosystem), purl: short(given.purl) };
}

function cleanPlace(place: Partial<FindingPlace>): FindingPlace {
  const line = place.line ?? null;
  const isLine = line !== null && Number.isInteger(line) && line > 0 && line < 2 ** 31;
  return { file: long(place.file)?.slice(0, 2_000) ?? null, line: isLine ? line : null, url: long(place.url)?.slice(0, 2_000) ?? null, resource: long(place.resource)?.slice(0, 2_000) ?? null };
}

/** Links that a browser may follow; a scanner's free text is searched for them. */
function links(references: readonly string[]): readonly string[] {
  const found = references.flatMap((reference) => reference.match(/https?:\/\/[^\s<>"')\]]+/g) ?? []);
  return [...new Set(found.map((link) => link.slice(0, 2_000)))].slice(0, 100);
}

const unknown = {
  ruleId: null, description: null, id: null, aliases: [], relatedIds: [], cwes: [], cvss: null, package: null, fixedVersion: null, place: {}, target: null, remediation: null,
  references: [], tags: [], outcome: 'open',
} as const satisfies Omit<Draft, 'identity' | 'title' | 'severity'>;

const unique = (values: readonly string[], limit: number): readonly string[] => [...new Set(values.flatMap((value) => short(value) ?? []))].slice(0, limit);

/** A finding from a parser's draft: texts cleaned and cut, ids sorted, its key made. */
export function toFinding(given: Draft): ReportFinding {
  const draft: Required<Draft> = { ...unknown, ...given };
  const { ids, relatedIds } = splitIds(draft.id, draft.aliases);
  return {
    key: createHash('sha256').update(JSON.stringify(draft.identity)).digest('hex'),
    ruleId: short(draft.ruleId),
    title: short(draft.title) ?? short(draft.ruleId) ?? short(draft.id) ?? 'Untitled finding',
    description: long(draft.description) ?? '',
    severity: draft.severity,
    ids: unique(ids, 50),
    relatedIds: unique([...relatedIds, ...draft.relatedIds], 100),
    cwes: cwesIn(draft.cwes).slice(0, 50),
    cvss: draft.cvss,
    package: cleanPackage(draft.package),
    fixedVersion: short(draft.fixedVersion),
    place: cleanPlace(draft.place),
    target: draft.target,
    remediation: long(draft.remediation),
    references: links(draft.references),
    tags: unique(draft.tags, 50),
    outcome: draft.outcome,
    occurrences: 1,
  };
}

/** Findings whose `same` text is equal are one, seen several times; the first tells what it is. */
export function gather(findings: readonly ReportFinding[], same: (finding: ReportFinding, at: number) => string): ReportFinding[] {
  const groups = new Map<string, ReportFinding>();
  findings.forEach((finding, at) => {
    const key = same(finding, at);
    const first = groups.get(key);
    groups.set(key, first === undefined ? finding : { ...first, occurrences: first.occurrences + 1 });
  });
  return [...groups.values()];
}

/** Keys that are equal within a report are numbered in its order, so that each finding has one of its own. */
export function numberKeys(findings: readonly ReportFinding[]): ReportFinding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const count = (seen.get(finding.key) ?? 0) + 1;
    seen.set(finding.key, count);
    return count === 1 ? finding : { ...finding, key: createHash('sha256').update(`${finding.key}#${count}`).digest('hex') };
  });
}

/** A target by name; null without one. */
export function toTarget(kind: ReportTarget['kind'], name: string | null, more: Partial<Pick<ReportTarget, 'ip' | 'os' | 'osVersion'>> = {}): ReportTarget | null {
  const shown = short(name);
  return shown === null ? null : { kind, name: shown, ip: more.ip ?? null, os: short(more.os), osVersion: short(more.osVersion) };
}
