import { isAllowed, type UserCtx } from '../../platform/context/index.ts';
import { errors } from '../../platform/errors/index.ts';
import { reportErrors } from './report.errors.ts';
import type { ReportType, SectionSource } from './report.types.ts';

/** Sections by type; the custom one takes what it is told, or all that do not belong to one person. */
const usual: Readonly<Record<Exclude<ReportType, 'custom'>, readonly string[]>> = {
  incident_summary: ['incidents'],
  sla_report: ['sla', 'tasks'],
  vulnerability_report: ['vulnerabilities'],
  cost_report: ['costs'],
  weekly_ops: ['incidents', 'sla', 'tasks', 'vulnerabilities', 'alerts'],
  monthly_finops: ['costs'],
};

/** Names that the guide's documents and its client give sections. */
const otherNames: Readonly<Record<string, string>> = { incident_summary: 'incidents', sla_metrics: 'sla', sla_report: 'sla', security: 'vulnerabilities', vulnerability_report: 'vulnerabilities', cost: 'costs', finops: 'costs', cost_report: 'costs' };

/** Every section that a type can name, so that one that nothing provides is told as missing. */
const known = new Set(Object.values(usual).flat());

/**
 * The sections of a report to be made, in the caller's reach.
 * @throws REPORT_SECTION_UNKNOWN; FORBIDDEN for one that is asked for by name and may not be read
 */
export function chooseSections(ctx: UserCtx, { type, asked }: { readonly type: ReportType; readonly asked: readonly string[] }, sources: readonly SectionSource[]): readonly string[] {
  const byId = new Map(sources.map((source) => [source.id, source]));
  const mayRead = (id: string): boolean => isAllowed(ctx.principal, byId.get(id)?.permission ?? 'read:reports');
  if (asked.length > 0) {
    const ids = [...new Set(asked.map((name) => otherNames[name] ?? name))];
    const unknown = ids.filter((id) => !byId.has(id) && !known.has(id));
    if (unknown.length > 0) throw reportErrors.REPORT_SECTION_UNKNOWN({ details: { field: 'sections', value: unknown.slice(0, 10), known: [...new Set([...byId.keys(), ...known])] } });
    const closed = ids.find((id) => !mayRead(id));
    if (closed !== undefined) throw errors.FORBIDDEN({ details: { permission: byId.get(closed)?.permission ?? '' } });
    return ids;
  }
  const ids = type === 'custom' ? sources.filter(({ isPersonal }) => !isPersonal).map(({ id }) => id) : usual[type];
  return ids.filter(mayRead);
}
