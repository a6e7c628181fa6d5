import { type Fields, at, isFields, list, number, records, text, texts } from '../fields.ts';
import { toFinding } from '../finding.ts';
import type { JsonDocuments } from '../json.ts';
import type { ReportFinding } from '../report.ts';
import { severityOf } from '../severity.ts';
import type { JsonFormat, Parsed } from './format.ts';

function toOne(found: Fields): ReportFinding {
  const categories = at(found, 'categories');
  return toFinding({
    // Its fingerprint is made to survive edits elsewhere.
    identity: ['bulwark', text(found, 'detector'), text(found, 'file'), text(found, 'fingerprint') ?? number(found, 'startLine')],
    ruleId: text(found, 'detector'),
    title: text(found, 'title'),
    description: [text(found, 'message'), text(found, 'explanation'), text(found, 'contract') === null ? null : `Contract ${text(found, 'contract')}`].filter((part) => part !== null).join('\n\n'),
    severity: severityOf(text(found, 'severity')) ?? 'info',
    cwes: texts(categories, 'cwe'),
    place: { file: text(found, 'file'), line: number(found, 'startLine') },
    remediation: text(found, 'fix'),
    tags: [...texts(categories, 'swc'), ...texts(categories, 'owasp'), text(found, 'confidence') === null ? '' : `confidence-${text(found, 'confidence')}`],
  });
}

function read({ documents }: JsonDocuments): Parsed {
  const [report] = documents;
  const incomplete = list(report, 'incomplete').length;
  return {
    variant: 'JSON',
    tool: { name: 'Bulwark', version: text(report, 'version') },
    target: null,
    findings: records(report, 'findings').map(toOne),
    ...(incomplete > 0 && { notes: [`${incomplete} parts of the sources could not be analysed`] }),
  };
}

/** Bulwark's own contract scan, JSON of the command line and of the console. */
export const bulwark: JsonFormat = {
  format: 'bulwark',
  recognises: (first) => isFields(first) && text(first, 'tool') === 'bulwark' && Array.isArray(first.findings),
  read,
};
