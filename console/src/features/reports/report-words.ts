import type { ReportFileRow, ReportFormat, ReportType } from '../../api/types.ts';
import type { Tone } from '../../ui/Badge.tsx';

export const typeNames: Readonly<Record<ReportType, string>> = {
  weekly_ops: 'Weekly operations', incident_summary: 'Incident summary', sla_report: 'Service levels', vulnerability_report: 'Vulnerabilities', cost_report: 'Costs', monthly_finops: 'Monthly costs', custom: 'Custom',
};
export const typeOptions = (Object.keys(typeNames) as ReportType[]).map((value) => ({ value, label: typeNames[value] }));

export const formatNames: Readonly<Record<ReportFormat, string>> = { pdf: 'PDF', html: 'HTML', markdown: 'Markdown', json: 'JSON' };
export const formatOptions = (Object.keys(formatNames) as ReportFormat[]).map((value) => ({ value, label: formatNames[value] }));

export const reportTones: Readonly<Record<ReportFileRow['status'], Tone>> = { generating: 'accent', completed: 'ok', failed: 'critical' };

/** Schedules people ask for, in UTC. */
export const schedules = [
  { value: '', label: 'By hand only' },
  { value: '0 6 * * *', label: 'Every day at 06:00 UTC' },
  { value: '0 6 * * 1', label: 'Every Monday at 06:00 UTC' },
  { value: '0 6 1 * *', label: 'On the first of each month at 06:00 UTC' },
] as const;

/** Addresses as people type them: separated by commas, spaces or lines. */
export const addressesIn = (text: string): string[] => text.split(/[\s,;]+/).filter((part) => part !== '');
