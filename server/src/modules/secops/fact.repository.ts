import { sql } from 'drizzle-orm';
import type { Tx } from '../../platform/db/index.ts';
import type { Facts } from './facts.ts';

/** What a report adds to a vulnerability that is there already. */
export interface Addition {
  readonly id: string;
  readonly facts: Facts;
  readonly techniques: readonly string[];
  /** True for what a known source says anew: where it is the only one, its word replaces the old one. */
  readonly isNews: boolean;
}

const portion = 1_000;

/** Adds facts to many vulnerabilities at once: the worse severity, what was not known, the lists of both. */
export async function addFacts(tx: Tx, additions: readonly Addition[]): Promise<void> {
  for (let start = 0; start < additions.length; start += portion) {
    const rows = additions.slice(start, start + portion).map(({ id, facts, techniques, isNews }) => ({ id, techniques, is_news: isNews, severity: facts.severity, cve_id: facts.cveId, aliases: facts.aliases, title: facts.title, description: facts.description, cvss_score: facts.cvssScore, cvss_vector: facts.cvssVector, package_version: facts.packageVersion, fixed_version: facts.fixedVersion, place: facts.place, cwes: facts.cwes, links: facts.links, remediation: facts.remediation }));
    await tx.execute(sql`
      update vulnerabilities v set
        severity = case when (x.is_news and v.source_count <= 1) then x.severity else greatest(v.severity, x.severity) end,
        cve_id = coalesce(v.cve_id, x.cve_id),
        aliases = (select coalesce(array_agg(distinct a), '{}') from unnest(v.aliases || x.aliases) a where a is distinct from coalesce(v.cve_id, x.cve_id)),
        title = case when (x.is_news and v.source_count <= 1) then x.title else v.title end,
        description = case when (x.is_news and v.source_count <= 1) or v.description = '' then x.description else v.description end,
        cvss_vector = case when x.cvss_score is not null and ((x.is_news and v.source_count <= 1) or v.cvss_score is null or x.cvss_score > v.cvss_score) then x.cvss_vector else v.cvss_vector end,
        cvss_score = case when x.is_news and v.source_count <= 1 and x.cvss_score is not null then x.cvss_score else greatest(v.cvss_score, x.cvss_score) end,
        package_version = case when (x.is_news and v.source_count <= 1) then x.package_version else coalesce(v.package_version, x.package_version) end,
        fixed_version = case when (x.is_news and v.source_count <= 1) then x.fixed_version else coalesce(v.fixed_version, x.fixed_version) end,
        place = case when (x.is_news and v.source_count <= 1) then x.place else v.place end,
        cwes = (select coalesce(array_agg(distinct c), '{}') from unnest(v.cwes || x.cwes) c),
        links = (select coalesce(array_agg(distinct l), '{}') from unnest(v.links || x.links) l),
        techniques = (select coalesce(array_agg(distinct t), '{}') from unnest(v.techniques || x.techniques) t),
        remediation = coalesce(v.remediation, x.remediation)
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, is_news boolean, severity smallint, cve_id text, aliases text[], title text, description text, cvss_score numeric, cvss_vector text, package_version text, fixed_version text, place jsonb, cwes integer[], links text[], techniques text[], remediation text)
      where v.id = x.id`);
  }
}
