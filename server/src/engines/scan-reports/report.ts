/** How bad a finding is, in the five steps that every scanner's own scale is mapped to. */
export type FindingSeverity = 'critical' | 'high' | 'medium' | 'low' | 'info';

/** The formats that are understood; `empty` is a report in which nothing is. */
export const reportFormats = [
  'sarif', 'cyclonedx', 'trivy', 'grype', 'npm-audit', 'osv-scanner', 'semgrep', 'gitleaks', 'nuclei', 'prowler', 'aws-inspector', 'zap', 'bulwark', 'empty',
] as const;
/** One of the formats. */
export type ReportFormat = (typeof reportFormats)[number];

/** Common Vulnerability Scoring System, by FIRST: the score is 0.0 to 10.0. */
export interface Cvss {
  readonly version: '2.0' | '3.0' | '3.1' | '4.0';
  readonly vector: string;
  readonly score: number;
}

/** What a scanner looked at, when its report says so. */
export interface ReportTarget {
  readonly kind: 'image' | 'host' | 'cloud-account' | 'workload' | 'function' | 'application';
  /** As the scanner names it: `nginx:1.27`, `app.example.com`, `aws/123456789012`. */
  readonly name: string;
  readonly ip: string | null;
  readonly os: string | null;
  readonly osVersion: string | null;
}

/** A package in which a fault is. */
export interface AffectedPackage {
  readonly name: string;
  readonly version: string | null;
  /** The type of its package URL: `npm`, `deb`, `maven`; null when not known. */
  readonly ecosystem: string | null;
  readonly purl: string | null;
}

/** Where a fault is, as far as the report tells. */
export interface FindingPlace {
  readonly file: string | null;
  /** One-based. */
  readonly line: number | null;
  readonly url: string | null;
  /** Id of a cloud or cluster resource. */
  readonly resource: string | null;
}

/**
 * What the report says of the finding: `open` is a fault, `passed` a check without one, and the other three were
 * decided before the report was written (VEX, suppressions, mutes).
 */
export type Outcome = 'open' | 'passed' | 'resolved' | 'not-affected' | 'suppressed';

/** One finding of a report, in the same words whatever the tool. */
export interface ReportFinding {
  /** The same in the next report of the same tool over the same target, while the fault is there: SHA-256, hex. */
  readonly key: string;
  /** The scanner's own rule, check or advisory. */
  readonly ruleId: string | null;
  readonly title: string;
  readonly description: string;
  readonly severity: FindingSeverity;
  /** CVE, GHSA and OSV ids that all mean this one fault; a CVE comes first. */
  readonly ids: readonly string[];
  /** Ids that have to do with it and do not mean the same: vendor bulletins, further advisories. */
  readonly relatedIds: readonly string[];
  /** Numbers of the Common Weakness Enumeration. */
  readonly cwes: readonly number[];
  readonly cvss: Cvss | null;
  readonly package: AffectedPackage | null;
  readonly fixedVersion: string | null;
  readonly place: FindingPlace;
  /** Where this one was found, when not on the report's target. */
  readonly target: ReportTarget | null;
  readonly remediation: string | null;
  readonly references: readonly string[];
  readonly tags: readonly string[];
  readonly outcome: Outcome;
  /** How often the report holds it; places that say the same are counted, not repeated. */
  readonly occurrences: number;
}

/** A report as read. */
export interface ScanReportFile {
  readonly format: ReportFormat;
  /** Which form of it: `JSON, specification 1.4`. */
  readonly variant: string;
  readonly tool: { readonly name: string; readonly version: string | null };
  readonly target: ReportTarget | null;
  readonly findings: readonly ReportFinding[];
  /** What was left out, and why; empty when everything was understood. */
  readonly notes: readonly string[];
}

/** A file that is refused as a whole; the message is for the person who sent it. */
export class ReportRefused extends Error {
  readonly kind: 'unknown-format' | 'malformed' | 'too-large' | 'unsafe';
  constructor(kind: ReportRefused['kind'], message: string) {
    super(message);
    this.name = 'ReportRefused';
    this.kind = kind;
  }
}
