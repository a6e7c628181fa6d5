import type { FindingPlace, ReportFinding } from '../../engines/scan-reports/index.ts';
import { rankOf } from './ranks.ts';

/** What findings say of a vulnerability; several sources are put together. */
export interface Facts {
  readonly cveId: string | null;
  readonly aliases: readonly string[];
  readonly title: string;
  readonly description: string;
  /** 0 to 4. */
  readonly severity: number;
  readonly cvssScore: number | null;
  readonly cvssVector: string | null;
  readonly packageName: string | null;
  readonly packageVersion: string | null;
  readonly packageEcosystem: string | null;
  readonly fixedVersion: string | null;
  readonly place: FindingPlace;
  readonly cwes: readonly number[];
  readonly links: readonly string[];
  readonly tags: readonly string[];
  readonly remediation: string | null;
}

const noPackage = { name: null, version: null, ecosystem: null };

/** The facts of one finding. */
export function factsOf(finding: ReportFinding): Facts {
  const cveId = finding.ids.find((id) => id.startsWith('CVE-')) ?? null;
  const { name, version, ecosystem } = finding.package ?? noPackage;
  return {
    cveId, aliases: finding.ids.filter((id) => id !== cveId), title: finding.title, description: finding.description, severity: rankOf(finding.severity),
    cvssScore: finding.cvss?.score ?? null, cvssVector: finding.cvss?.vector ?? null, packageName: name, packageVersion: version, packageEcosystem: ecosystem, fixedVersion: finding.fixedVersion,
    place: finding.place, cwes: finding.cwes, links: finding.references, tags: finding.tags, remediation: finding.remediation,
  };
}

function union<T>(a: readonly T[], b: readonly T[], limit: number): readonly T[] {
  return [...new Set([...a, ...b])].slice(0, limit);
}

/** Two sources of one fault: the worse severity, what one does not know from the other, the lists of both. */
export function combine(a: Facts, b: Facts): Facts {
  const isWorse = (b.cvssScore ?? -1) > (a.cvssScore ?? -1);
  return {
    ...a,
    cveId: a.cveId ?? b.cveId,
    aliases: union(a.aliases, b.aliases, 50),
    description: a.description === '' ? b.description : a.description,
    severity: Math.max(a.severity, b.severity),
    cvssScore: isWorse ? b.cvssScore : a.cvssScore,
    cvssVector: isWorse ? b.cvssVector : a.cvssVector,
    packageName: a.packageName ?? b.packageName,
    packageVersion: a.packageVersion ?? b.packageVersion,
    packageEcosystem: a.packageEcosystem ?? b.packageEcosystem,
    fixedVersion: a.fixedVersion ?? b.fixedVersion,
    cwes: union(a.cwes, b.cwes, 50),
    links: union(a.links, b.links, 100),
    tags: union(a.tags, b.tags, 50),
    remediation: a.remediation ?? b.remediation,
  };
}

/** All sources of one fault, in their order. */
export function combineAll(findings: readonly ReportFinding[]): Facts {
  const [first, ...rest] = findings.map(factsOf);
  if (first === undefined) throw new Error('a vulnerability has at least one source');
  return rest.reduce(combine, first);
}
