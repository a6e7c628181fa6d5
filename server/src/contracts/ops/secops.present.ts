import type { z } from 'zod';
import { iso, isoOrNull } from '../../lib/time.ts';
import type { Asset, AssetInput, AssetSnapshot, Detection, ReportImport, ReportPreview, Tactic, Technique, Vulnerability, VulnerabilityDetail, VulnerabilityStats, VulnerabilityUpdate } from '../../modules/secops/index.ts';
import type * as wire from './secops.wire.ts';

const asIso = (time: Date | string): string => (typeof time === 'string' ? time : iso(time));
const asIsoOrNull = (time: Date | string | null): string | null => (typeof time === 'string' ? time : isoOrNull(time));

/** An asset, from the database or from an event, whose dates are strings already. */
export function presentAsset(asset: Asset | AssetSnapshot): z.input<typeof wire.assetRow> {
  return {
    id: asset.id,
    hostname: asset.hostname,
    ip_address: asset.ipAddress,
    asset_type: asset.assetType,
    environment: asset.environment,
    status: asset.status,
    risk_level: asset.riskLevel,
    os: asset.os,
    os_version: asset.osVersion,
    owner: asset.owner,
    tags: [...asset.tags],
    metadata: { ...asset.metadata },
    last_scanned_at: asIsoOrNull(asset.lastScannedAt),
    vulnerability_count: asset.vulnerabilityCount,
    created_at: asIso(asset.createdAt),
    updated_at: asIso(asset.updatedAt),
  };
}

/** What was sent of an asset, in the module's words. */
export function toAssetInput({ ip_address: ipAddress, asset_type: assetType, os_version: osVersion, ...rest }: z.output<typeof wire.newAsset> | z.output<typeof wire.assetChange>): Partial<AssetInput> {
  const all = { ...rest, ipAddress, assetType, osVersion };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** A vulnerability. */
export function presentVulnerability(found: Vulnerability): z.input<typeof wire.vulnerabilityRow> {
  return {
    id: found.id,
    asset_id: found.assetId,
    cve_id: found.cveId,
    title: found.title,
    description: found.description,
    severity: found.severity,
    cvss_score: found.cvssScore,
    status: found.status,
    affected_package: found.packageName,
    affected_version: found.packageVersion,
    fixed_version: found.fixedVersion,
    discovered_at: iso(found.discoveredAt),
    updated_at: iso(found.updatedAt),
    resolved_at: isoOrNull(found.resolvedAt),
    assignee: found.assignee,
    remediation: found.remediation,
    references: [...found.links],
    mitre_tactics: [...found.tactics],
    mitre_techniques: [...found.techniques],
    hostname: found.hostname,
    environment: found.environment,
    cvss_vector: found.cvssVector,
    aliases: [...found.aliases],
    accepted_until: isoOrNull(found.acceptedUntil),
    source_count: found.sourceCount,
  };
}

/** With what is behind it and what happened to it. */
export function presentDetail(found: VulnerabilityDetail): z.input<typeof wire.vulnerabilityDetail> {
  return {
    ...presentVulnerability(found),
    sources: found.sources.map((source) => ({
      id: source.id, tool: source.tool, scope: source.scope, rule_id: source.ruleId, title: source.title, severity: source.severity, ids: [...source.ids],
      reason: source.reason, reason_detail: source.reasonDetail, first_seen_at: iso(source.firstSeenAt), last_seen_at: iso(source.lastSeenAt), gone_at: isoOrNull(source.goneAt),
    })),
    events: found.events.map(({ at, actor, kind, from, to, note }) => ({ at: iso(at), actor, kind, from, to, note })),
  };
}

/** What was sent of a vulnerability, in the module's words. */
export function toUpdate({ accepted_until: until, ...rest }: z.output<typeof wire.vulnerabilityChange>): VulnerabilityUpdate {
  return { ...rest, ...(until !== undefined && { acceptedUntil: new Date(until) }) };
}

/** Counts. */
export function presentStats({ total, bySeverity, byStatus, byCvssScore, trend }: VulnerabilityStats): z.input<typeof wire.vulnerabilityStats> {
  return { total, by_severity: { ...bySeverity }, by_status: { ...byStatus }, by_cvss_score: byCvssScore.map(({ range, count }) => ({ score_range: range, count })), trend: trend.map(({ date, count }) => ({ date, count })) };
}

/** An import. */
export function presentImport({ assetId, createdAt, startedAt, completedAt, size: _size, notes, ...rest }: ReportImport): z.input<typeof wire.importRow> {
  return { ...rest, notes: [...notes], counts: { ...rest.counts }, asset_id: assetId, created_at: iso(createdAt), started_at: isoOrNull(startedAt), completed_at: isoOrNull(completedAt) };
}

/** What a report is. */
export function presentPreview({ target, notes, ...rest }: ReportPreview): z.input<typeof wire.preview> {
  return { ...rest, target: target === null ? null : target.name, notes: [...notes] };
}

/** A tactic. */
export function presentTactic({ id, name, description, url }: Tactic): z.input<typeof wire.tacticRow> {
  return { id, name, description, url };
}

/** A technique under the tactic that was asked for, else under its first. */
export function presentTechnique({ id, name, description, tactics, detectionCount, lastDetected, url }: Technique, tacticId: string | undefined): z.input<typeof wire.techniqueRow> {
  return { id, name, description, tactic_id: tacticId ?? tactics[0] ?? '', detection_count: detectionCount, last_detected: isoOrNull(lastDetected), url };
}

/**
 * Techniques with their coverage: the share of a technique and its sub-techniques, in percent, for which anything was
 * detected or an open vulnerability is mapped. Source: the document REST_API that the guide points to.
 */
export function presentCoverage(techniques: readonly Technique[]): z.input<typeof wire.coverageRow>[] {
  const families = Map.groupBy(techniques, ({ id }) => id.split('.')[0] ?? id);
  const isKnown = ({ detectionCount, findingCount }: Technique): boolean => detectionCount + findingCount > 0;
  return techniques.filter(({ isSubtechnique }) => !isSubtechnique).map((technique) => {
    const family = families.get(technique.id) ?? [technique];
    const last = family.flatMap(({ lastDetected }) => lastDetected ?? []).toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null;
    return {
      technique_id: technique.id,
      technique_name: technique.name,
      tactic: technique.tactics[0] ?? '',
      coverage: Math.round((family.filter(isKnown).length * 100) / family.length),
      detections: family.reduce((sum, { detectionCount }) => sum + detectionCount, 0),
      last_detected: isoOrNull(last),
    };
  });
}

/** A detection. */
export function presentDetection(found: Detection): z.input<typeof wire.detectionRow> {
  return { id: found.id, technique_id: found.techniqueId, asset_id: found.assetId, description: found.description, severity: found.severity, status: found.status, detected_at: iso(found.detectedAt), resolved_at: isoOrNull(found.resolvedAt) };
}
