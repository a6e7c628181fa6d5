import { createHash } from 'node:crypto';
import { bestCvss, readCvss } from '../cvss.ts';
import { type Fields, at, entries, isFields, list, number, records, text, texts } from '../fields.ts';
import { type Draft, toFinding, toTarget } from '../finding.ts';
import { idsIn } from '../identifiers.ts';
import type { JsonDocuments } from '../json.ts';
import { toPackage } from '../package-url.ts';
import { type FindingSeverity, ReportRefused, type ReportFinding, type ReportTarget } from '../report.ts';
import { severityOf, severityOfScore } from '../severity.ts';
import type { JsonFormat, Parsed } from './format.ts';

/** SARIF 2.1.0, OASIS standard; section numbers are its own. */

interface Run {
  readonly run: Fields;
  readonly toolName: string;
  readonly rulesById: ReadonlyMap<string, Fields>;
  /** Rules of the driver and of each extension, as results refer to them by index. */
  readonly rules: readonly (readonly Fields[])[];
  readonly artifacts: readonly Fields[];
}

function openRun(run: Fields): Run {
  const driver = at(run, 'tool', 'driver');
  const rules = [isFields(driver) ? driver : {}, ...records(run, 'tool', 'extensions')].map((component) => records(component, 'rules'));
  const named = rules.flat().flatMap((rule) => {
    const id = text(rule, 'id');
    return id === null ? [] : [[id, rule] as const];
  });
  return { run, toolName: text(driver, 'name') ?? 'SARIF', rules, rulesById: new Map(named), artifacts: records(run, 'artifacts') };
}

/** 3.52: a result names its rule by id, by index in the driver, or by index in an extension. */
function ruleOf({ rules, rulesById }: Run, result: Fields): Fields | null {
  const id = text(result, 'ruleId') ?? text(result, 'rule', 'id');
  const named = id === null ? undefined : (rulesById.get(id) ?? rulesById.get(id.split('/')[0] ?? ''));
  if (named !== undefined) return named;
  const index = number(result, 'ruleIndex') ?? number(result, 'rule', 'index');
  const extension = number(result, 'rule', 'toolComponent', 'index');
  return rules[extension === null ? 0 : extension + 1]?.[index ?? -1] ?? null;
}

/** 3.11: a message is text, or the id of one of the rule's with its arguments. */
function messageOf(result: Fields, rule: Fields | null): string | null {
  const id = text(result, 'message', 'id');
  const pattern = text(result, 'message', 'text') ?? (id === null ? null : text(rule, 'messageStrings', id, 'text')) ?? text(result, 'message', 'markdown');
  const values = list(result, 'message', 'arguments');
  return pattern?.replaceAll(/\{(\d+)\}/g, (whole, index: string) => {
    const value = values[Number(index)];
    return typeof value === 'string' ? value : whole;
  }) ?? null;
}

function severityOfResult(result: Fields, rule: Fields | null): FindingSeverity {
  const score = number(rule, 'properties', 'security-severity') ?? number(result, 'properties', 'security-severity');
  if (score !== null) return severityOfScore(score);
  return severityOf(text(result, 'level') ?? text(rule, 'defaultConfiguration', 'level')) ?? 'medium';
}

function cwesOf(result: Fields, rule: Fields | null): readonly unknown[] {
  const taxa = [...records(rule, 'relationships').map((relation) => text(relation, 'target', 'id')), ...records(result, 'taxa').map((taxon) => text(taxon, 'id'))];
  const tagged = [...texts(rule, 'properties', 'tags'), ...texts(result, 'properties', 'tags')];
  return [...taxa, ...tagged, ...texts(rule, 'properties', 'cwe'), ...texts(result, 'properties', 'cwe')].filter((word) => word !== null && /cwe/i.test(word));
}

/** 3.27.16 and 3.27.17: what the tool itself holds to be the same result in the next run. */
function fingerprintOf(result: Fields): string | null {
  const own = [...entries(result, 'fingerprints'), ...entries(result, 'partialFingerprints')].flatMap(([name, value]) => {
    const shown = typeof value === 'string' ? value : text(value, 'value');
    return shown === null ? [] : [`${name}=${shown}`];
  });
  return own.length === 0 ? null : own.sort().join('\n');
}

function placeOf({ artifacts }: Run, location: unknown): { file: string | null; line: number | null } {
  const artifact = at(location, 'physicalLocation', 'artifactLocation');
  const index = number(artifact, 'index');
  const file = text(artifact, 'uri') ?? (index === null ? null : text(artifacts[index], 'location', 'uri'));
  const logical = records(location, 'logicalLocations')[0];
  return { file: file ?? text(logical, 'fullyQualifiedName'), line: number(location, 'physicalLocation', 'region', 'startLine') };
}

function snippetOf(location: unknown): string | null {
  return text(location, 'physicalLocation', 'region', 'snippet', 'text');
}

/** Trivy and others name the package in the message, the only place there is for it. */
function packageIn(message: string): Pick<Draft, 'package' | 'fixedVersion'> {
  const line = (name: string): string | null => new RegExp(`^${name}: (\\S.*)$`, 'm').exec(message)?.[1] ?? null;
  return { package: toPackage({ name: line('Package'), version: line('Installed Version') }), fixedVersion: line('Fixed Version') };
}

function titleOf(rule: Fields | null, message: string): string | null {
  const [line = ''] = message.split('\n');
  return ruleText(rule, 'shortDescription') ?? (line === '' ? ruleText(rule, 'fullDescription', 'name') : line);
}

/** 3.27.23: accepted suppressions were somebody's decision; those under review or rejected are none. */
function isSuppressed(result: Fields): boolean {
  return records(result, 'suppressions').some((suppression) => (text(suppression, 'status') ?? 'accepted') === 'accepted');
}

function ruleText(rule: Fields | null, ...names: readonly string[]): string | null {
  for (const name of names) {
    const found = text(rule, name, 'text') ?? text(rule, name);
    if (found !== null) return found;
  }
  return null;
}

function identityOf(result: Fields, location: unknown, known: { ruleId: string | null; file: string | null; line: number | null }): readonly (string | null)[] {
  const fingerprint = fingerprintOf(result);
  if (fingerprint !== null) return ['sarif', known.ruleId, known.file, fingerprint];
  const snippet = snippetOf(location);
  const mark = snippet === null ? String(known.line) : createHash('sha256').update(snippet.replaceAll(/\s+/g, ' ')).digest('hex');
  return ['sarif', known.ruleId, known.file, mark];
}

function findingAt(opened: Run, result: Fields, location: unknown): ReportFinding {
  const rule = ruleOf(opened, result);
  const ruleId = text(result, 'ruleId') ?? text(result, 'rule', 'id') ?? text(rule, 'id');
  const message = messageOf(result, rule) ?? '';
  const place = placeOf(opened, location);
  const [id, ...aliases] = idsIn(ruleId);
  const snippet = snippetOf(location);
  return toFinding({
    identity: identityOf(result, location, { ruleId, ...place }),
    ruleId,
    title: titleOf(rule, message),
    description: [message, ruleText(rule, 'fullDescription'), snippet].filter((part) => part !== null && part !== '').join('\n\n'),
    severity: severityOfResult(result, rule),
    id: id ?? null,
    aliases,
    relatedIds: idsIn(message).filter((found) => found !== id),
    cwes: cwesOf(result, rule),
    cvss: bestCvss([readCvss(text(rule, 'properties', 'cvssV3_vector')), readCvss(text(rule, 'properties', 'cvss'))]),
    ...packageIn(message),
    place,
    remediation: records(result, 'fixes').map((fix) => text(fix, 'description', 'text')).find((fix) => fix !== null) ?? ruleText(rule, 'help'),
    references: [text(rule, 'helpUri') ?? '', ruleText(rule, 'help') ?? ''],
    tags: texts(rule, 'properties', 'tags'),
    outcome: isSuppressed(result) ? 'suppressed' : 'open',
  });
}

/** 3.27.9: only results of kind `fail` are faults; 3.27.24: `absent` ones were there in an earlier run. */
function isFault(result: Fields): boolean {
  return (text(result, 'kind') ?? 'fail') === 'fail' && text(result, 'baselineState') !== 'absent';
}

function findingsOf(opened: Run): readonly ReportFinding[] {
  return records(opened.run, 'results').filter(isFault).flatMap((result) => {
    const locations = records(result, 'locations');
    return (locations.length === 0 ? [null] : locations).map((location) => findingAt(opened, result, location));
  });
}

function targetOf(runs: readonly Fields[]): ReportTarget | null {
  const uri = runs.flatMap((run) => records(run, 'versionControlProvenance')).map((provenance) => text(provenance, 'repositoryUri')).find((found) => found !== null);
  return toTarget('application', uri?.replace(/\.git$/, '') ?? null);
}

function read({ documents }: JsonDocuments): Parsed {
  const version = text(documents[0], 'version') ?? '2.1.0';
  if (!version.startsWith('2.')) throw new ReportRefused('unknown-format', `SARIF ${version.slice(0, 20)} is not supported: convert the log to 2.1.0`);
  const runs = documents.flatMap((document) => records(document, 'runs'));
  const opened = runs.map(openRun);
  const names = [...new Set(opened.map(({ toolName }) => toolName))];
  return {
    variant: `SARIF ${version}, ${runs.length === 1 ? 'one run' : `${runs.length} runs`}`,
    tool: { name: names.join(', ') || 'SARIF', version: text(runs[0], 'tool', 'driver', 'semanticVersion') ?? text(runs[0], 'tool', 'driver', 'version') },
    target: targetOf(runs),
    findings: opened.flatMap(findingsOf),
  };
}

/** Static Analysis Results Interchange Format, what most analysers can write. */
export const sarif: JsonFormat = {
  format: 'sarif',
  recognises: (first) => isFields(first) && Array.isArray(first.runs) && (/^[12]\.\d/.test(text(first, 'version') ?? '') || /sarif/i.test(text(first, '$schema') ?? '')),
  read,
};
