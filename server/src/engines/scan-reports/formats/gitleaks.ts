import { createHash } from 'node:crypto';
import { type Fields, firstText, isFields, number, text, texts } from '../fields.ts';
import { gather, toFinding } from '../finding.ts';
import type { JsonDocuments } from '../json.ts';
import type { ReportFinding } from '../report.ts';
import { itemsOf, type JsonFormat, type Parsed } from './format.ts';

/** A secret is told apart by its hash; the secret itself is never kept. */
function digest(secret: string | null): string {
  return createHash('sha256').update(secret ?? '').digest('hex');
}

function describe(found: Fields, rule: string | null): string {
  const commit = firstText(found, 'Commit', 'commit');
  const author = firstText(found, 'Author', 'author');
  const parts = [`Rule: ${rule ?? 'unknown'}`, commit === null ? null : `Commit: ${commit}`, author === null ? null : `Author: ${author}`, `Date: ${firstText(found, 'Date', 'date') ?? 'unknown'}`];
  return parts.filter((part) => part !== null).join('\n');
}

/** Version 8 writes field names in capitals, version 7 and before in small letters and with other names. */
function toOne(found: Fields): ReportFinding {
  const rule = firstText(found, 'RuleID', 'rule');
  const about = firstText(found, 'Description', 'rule');
  const file = firstText(found, 'File', 'file');
  const line = number(found, 'StartLine') ?? number(found, 'lineNumber');
  const hash = digest(firstText(found, 'Secret', 'offender', 'Match', 'line'));
  const tags = [...texts(found, 'Tags'), ...(text(found, 'tags')?.split(',') ?? [])];
  return toFinding({
    identity: ['gitleaks', about, file, hash],
    ruleId: rule,
    title: `Secret: ${about ?? 'of an unknown kind'} in ${file ?? 'a file'}`,
    description: describe(found, rule),
    severity: 'high',
    cwes: [798],
    place: { file, line, url: firstText(found, 'Link', 'leakURL') },
    remediation: 'Revoke the credential, then remove it from the file and its history.',
    tags: ['secret', ...tags.map((tag) => tag.trim())],
  });
}

function read(json: JsonDocuments): Parsed {
  const items = itemsOf(json).filter(isFields);
  const isOld = items.some((item) => 'offender' in item);
  const all = items.map(toOne);
  return {
    variant: isOld ? 'JSON, version 7 or before' : 'JSON, version 8',
    tool: { name: 'Gitleaks', version: null },
    target: null,
    // The same secret on the same line in many commits is one leak.
    findings: gather(all, ({ key, place }) => `${key}\n${place.line}`),
  };
}

function isLeak(value: unknown): boolean {
  if (!isFields(value)) return false;
  return ('RuleID' in value && 'File' in value && ('Secret' in value || 'Match' in value)) || ('offender' in value && 'rule' in value);
}

/** Gitleaks, JSON. */
export const gitleaks: JsonFormat = {
  format: 'gitleaks',
  recognises: (first) => isLeak(Array.isArray(first) ? first[0] : first),
  read,
};
