import { firstText, type Fields } from '../fields.ts';
import { gather } from '../finding.ts';
import type { Parsed } from './format.ts';
import { type Check, generations, toFindings } from './prowler.model.ts';

/** A CSV file as read: every row by its column names. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Fields[];
}

function ofVersion2(row: Fields): Check {
  const title = firstText(row, 'TITLE_TEXT');
  return {
    generation: 2, check: /\[(.*?)\]/.exec(title ?? '')?.[1] ?? firstText(row, 'TITLE_ID'), title: title?.replace(/^\[.*?\]\s*/, '') ?? null, status: firstText(row, 'CHECK_RESULT', 'RESULT'), message: firstText(row, 'CHECK_RESULT_EXTENDED', 'NOTES'), isMuted: false,
    severity: firstText(row, 'CHECK_SEVERITY', 'SEVERITY'), provider: 'aws', account: firstText(row, 'ACCOUNT_NUM'), region: firstText(row, 'REGION'),
    resource: firstText(row, 'CHECK_RESOURCE_ID'), uid: null, description: null, risk: firstText(row, 'CHECK_RISK'), service: firstText(row, 'CHECK_SERVICENAME'),
    remediation: firstText(row, 'CHECK_REMEDIATION'), links: [firstText(row, 'CHECK_DOC') ?? ''],
  };
}

/** Versions 3 to 5: the columns were renamed twice. */
function ofLater(row: Fields): Check {
  return {
    generation: 5, check: firstText(row, 'CHECK_ID'), title: firstText(row, 'CHECK_TITLE'), status: firstText(row, 'STATUS'), message: firstText(row, 'STATUS_EXTENDED'), isMuted: firstText(row, 'MUTED')?.toLowerCase() === 'true',
    severity: firstText(row, 'SEVERITY'), provider: firstText(row, 'PROVIDER'), account: firstText(row, 'ACCOUNT_UID', 'ACCOUNT_ID', 'SUBSCRIPTION', 'PROJECT_ID'), region: firstText(row, 'REGION', 'LOCATION'),
    resource: firstText(row, 'RESOURCE_UID', 'RESOURCE_ARN', 'RESOURCE_ID', 'RESOURCE_NAME'), uid: firstText(row, 'FINDING_UID', 'FINDING_UNIQUE_ID'),
    description: firstText(row, 'DESCRIPTION'), risk: firstText(row, 'RISK'), service: firstText(row, 'SERVICE_NAME'),
    remediation: firstText(row, 'REMEDIATION_RECOMMENDATION_TEXT'), links: [firstText(row, 'RELATED_URL') ?? '', firstText(row, 'REMEDIATION_RECOMMENDATION_URL') ?? ''],
  };
}

const isVersion2 = ({ columns }: Table): boolean => columns.includes('TITLE_TEXT') && (columns.includes('CHECK_RESULT') || columns.includes('RESULT'));

/** Prowler, CSV: commas in version 2, semicolons since 3. */
export const prowlerCsv = {
  format: 'prowler',
  recognises: (table: Table): boolean => isVersion2(table) || (table.columns.includes('CHECK_ID') && table.columns.includes('STATUS')),
  read(table: Table): Parsed {
    const checks = table.rows.map(isVersion2(table) ? ofVersion2 : ofLater);
    const version = table.rows.map((row) => firstText(row, 'PROWLER_VERSION')).find((found) => found !== null && /^\d/.test(found)) ?? null;
    return { variant: `CSV, ${isVersion2(table) ? generations[2] : 'version 3 and later'}`, tool: { name: 'Prowler', version }, target: null, findings: gather(toFindings(checks), ({ key }) => key) };
  },
} as const;
