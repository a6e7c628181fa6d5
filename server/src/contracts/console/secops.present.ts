import { iso, isoOrNull } from '../../lib/time.ts';
import type * as secops from '../../modules/secops/index.ts';
import type * as wire from './secops.wire.ts';

/** An asset without what only machines read. */
export function presentAsset({ metadata: _metadata, tags, lastScannedAt, createdAt, updatedAt, ...rest }: secops.Asset): wire.Asset {
  return { ...rest, tags: [...tags], lastScannedAt: isoOrNull(lastScannedAt), createdAt: iso(createdAt), updatedAt: iso(updatedAt) };
}

/** A vulnerability as a row. */
export function presentVulnerability(found: secops.Vulnerability): wire.Vulnerability {
  const { id, assetId, hostname, environment, cveId, aliases, title, severity, cvssScore, status, packageName, packageVersion, fixedVersion, assignee, sourceCount } = found;
  return {
    id, assetId, hostname, environment, cveId, aliases: [...aliases], title, severity, cvssScore, status, packageName, packageVersion, fixedVersion, assignee, sourceCount,
    discoveredAt: iso(found.discoveredAt), lastSeenAt: iso(found.lastSeenAt), resolvedAt: isoOrNull(found.resolvedAt), acceptedUntil: isoOrNull(found.acceptedUntil),
  };
}

function presentSource({ id, tool, scope, ruleId, title, severity, packageVersion, reason, reasonDetail, firstSeenAt, lastSeenAt, goneAt }: secops.VulnerabilitySource): wire.VulnerabilityDetail['sources'][number] {
  return { id, tool, scope, ruleId, title, severity, packageVersion, reason, reasonDetail, firstSeenAt: iso(firstSeenAt), lastSeenAt: iso(lastSeenAt), goneAt: isoOrNull(goneAt) };
}

/** A vulnerability with everything its page shows. */
export function presentDetail(found: secops.VulnerabilityDetail): wire.VulnerabilityDetail {
  const { description, cvssVector, cwes, links, tags, remediation, decisionNote, place, techniques } = found;
  return {
    ...presentVulnerability(found), description, cvssVector, remediation, decisionNote, cwes: [...cwes], links: [...links], tags: [...tags], place: { ...place }, techniques: techniques.map((id) => ({ id })),
    sources: found.sources.map(presentSource), events: found.events.map(({ at, ...rest }) => ({ ...rest, at: iso(at) })),
  };
}

/** An import. */
export function presentImport({ assetId: _asset, startedAt: _started, createdAt, completedAt, notes, counts, ...rest }: secops.ReportImport): wire.ReportImport {
  return { ...rest, notes: [...notes], counts: { ...counts }, createdAt: iso(createdAt), completedAt: isoOrNull(completedAt) };
}

/** The matrix: sub-techniques are counted with their technique. */
export function presentMatrix(tactics: readonly secops.Tactic[], techniques: readonly secops.Technique[]): wire.Matrix {
  const families = Map.groupBy(techniques, ({ id }) => id.split('.')[0] ?? id);
  return {
    tactics: tactics.map(({ id, name, url, description }) => ({ id, name, url, description })),
    techniques: techniques.filter(({ isSubtechnique }) => !isSubtechnique).map(({ id, name, url, tactics: of, description }) => {
      const family = families.get(id) ?? [];
      const last = family.flatMap(({ lastDetected }) => lastDetected ?? []).toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null;
      const sum = (read: (one: secops.Technique) => number): number => family.reduce((total, one) => total + read(one), 0);
      return { id, name, url, tactics: [...of], description, detectionCount: sum(({ detectionCount }) => detectionCount), findingCount: sum(({ findingCount }) => findingCount), lastDetected: isoOrNull(last) };
    }),
  };
}
