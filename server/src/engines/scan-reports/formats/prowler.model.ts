import { toFinding, toTarget } from '../finding.ts';
import type { FindingSeverity, Outcome, ReportFinding } from '../report.ts';
import { severityOf } from '../severity.ts';

/** Generations of the tool; each writes other columns and means other things by them. */
export const generations = { 2: 'version 2', 3: 'version 3', 4: 'version 4', 5: 'version 4.5 and later' } as const;

/** A check on a resource, as any generation reports it. */
export interface Check {
  readonly generation: keyof typeof generations;
  readonly check: string | null;
  readonly title: string | null;
  readonly status: string | null;
  readonly message: string | null;
  readonly isMuted: boolean;
  readonly severity: string | null;
  readonly provider: string | null;
  readonly account: string | null;
  readonly region: string | null;
  readonly resource: string | null;
  readonly uid: string | null;
  readonly description: string | null;
  readonly risk: string | null;
  readonly service: string | null;
  readonly remediation: string | null;
  readonly links: readonly string[];
}

function isFailed({ status }: Check): boolean {
  return status?.toUpperCase() === 'FAIL';
}

/** Versions 3 and 4 list what passed only for completeness; 2 and 5 are read as registers of all checks. */
function isListed(check: Check): boolean {
  return check.generation === 2 || check.generation === 5 || (isFailed(check) && !check.isMuted);
}

function outcomeOf(check: Check): Outcome {
  if (check.isMuted) return 'suppressed';
  return check.status?.toUpperCase() === 'PASS' ? 'passed' : 'open';
}

/** What did not fail (informational, manual in version 2) is for information, whatever a failure would weigh. */
function severityOfCheck(check: Check): FindingSeverity {
  if (check.generation === 2 && !isFailed(check)) return 'info';
  return severityOf(check.severity) ?? (isFailed(check) ? 'medium' : 'info');
}

/** In version 2 a check is told apart by what it says; later by check and resource. */
function identityOf(check: Check): readonly (string | null)[] {
  if (check.generation === 2) return ['prowler', severityOfCheck(check), check.region, check.message];
  return ['prowler', check.check, check.account, check.region, check.resource, check.uid, check.generation === 5 ? check.message : null];
}

function toOne(check: Check): ReportFinding {
  return toFinding({
    identity: identityOf(check),
    ruleId: check.check,
    title: check.title,
    description: [check.message, check.description, check.risk].filter((part) => part !== null).join('\n\n'),
    severity: severityOfCheck(check),
    place: { resource: [check.resource, check.region].filter((part) => part !== null).join(' in ') || null },
    target: toTarget('cloud-account', [check.provider, check.account].filter((part) => part !== null).join('/') || null),
    remediation: check.remediation,
    references: check.links,
    tags: [check.service ?? '', check.status ?? ''],
    outcome: outcomeOf(check),
  });
}

/** The findings of a list of checks. */
export function toFindings(checks: readonly Check[]): readonly ReportFinding[] {
  return checks.filter(isListed).map(toOne);
}
