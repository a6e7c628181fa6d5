import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze, canBeTried, type Confirmation, type Finding, type SourceFile } from '../../src/engines/index.ts';
import { proveFindings } from '../../src/modules/scanner/prove.ts';
import { parse } from '../../src/engines/solidity/syntax/parse.ts';
import { LineIndex } from '../../src/engines/solidity/syntax/positions.ts';
import { walk } from '../../src/engines/solidity/syntax/walk.ts';
import { dataRoot, openDataSet } from './scanner/data.ts';
import { isAt, isHighOrMedium, type Result, run, type Sample, withoutComments } from './scanner/sample.ts';
import { isLabelled } from './scanner/score.ts';
import { LAB_ANSWERS, type LeakSample, readCurated, readLabs, readLeaks } from './scanner/sets.ts';

const verbose = process.argv.includes('--verbose');
const chosen = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const limits = { totalMs: 120_000, findingMs: 4_000 };
const fixedTwin = /^Fix|Remediated/;

interface Row {
  proved: number;
  tried: number;
  all: number;
}

interface Group {
  title: string;
  aim?: number;
  rows: Row;
  left: string[];
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function group(groups: Map<string, Group>, title: string, aim?: number): Group {
  const known = groups.get(title) ?? { title, ...(aim !== undefined && { aim }), rows: { proved: 0, tried: 0, all: 0 }, left: [] };
  groups.set(title, known);
  return known;
}

function count({ rows, left }: Group, name: string, confirmation: Confirmation | undefined): void {
  rows.all++;
  if (confirmation?.status !== 'not-tried') rows.tried++;
  if (confirmation?.status === 'proved') rows.proved++;
  else left.push(`${name}: ${confirmation?.reason ?? 'no plan'}`);
}

function show(groups: Map<string, Group>): void {
  for (const { title, aim, rows, left } of groups.values()) {
    const share = ((100 * rows.proved) / Math.max(1, rows.all)).toFixed(1);
    print(`  ${title.padEnd(40)} ${rows.proved}/${rows.all} proved (${share} %${aim === undefined ? '' : `, aim ${aim} %`}), ${rows.all - rows.tried} could not be tried`);
    if (verbose) for (const one of left) print(`      ${one}`);
  }
}

async function prove(files: SourceFile[], findings: Finding[]): Promise<ReadonlyMap<string, Confirmation>> {
  return await proveFindings({ files, findings, ...limits });
}

const filesOf = (sample: Sample): SourceFile[] => [{ path: 'contract.sol', content: withoutComments(sample.source) }];

/** True findings are those at a label: of each label's class, the ones that a plan exists for. */
async function curated(): Promise<void> {
  const data = openDataSet('smartbugs-curated-dev');
  if (!data) return print(`smartbugs-curated-dev: not in ${dataRoot}`);
  const groups = new Map<string, Group>();
  const aims: Readonly<Record<string, number>> = { reentrancy: 70, arithmetic: 50 };
  for (const sample of readCurated(data)) {
    const result = run(sample);
    const findings = result.report.findings.filter((one) => isHighOrMedium(one) && canBeTried(one));
    const confirmations = findings.length > 0 ? await prove(filesOf(sample), findings) : new Map<string, Confirmation>();
    for (const finding of findings) {
      const label = sample.labels.find((one) => isLabelled(finding, { ...result, sample: { ...sample, labels: [one] } }));
      if (!label || !['reentrancy', 'access_control', 'arithmetic'].includes(label.category)) continue;
      count(group(groups, label.category, aims[label.category]), `${sample.name} ${finding.detector}`, confirmations.get(finding.id));
    }
  }
  print('\nsmartbugs-curated-dev, true findings');
  show(groups);
}

function isLeakOf(finding: Finding, sample: LeakSample, result: Result): 'leak' | 'kill' | null {
  if (finding.detector === 'unprotected-selfdestruct' && sample.kill && isAt(finding, sample.kill, result)) return 'kill';
  if (finding.detector === 'arbitrary-send-eth' && sample.leak && isAt(finding, sample.leak, result)) return 'leak';
  return null;
}

async function leaks(): Promise<void> {
  const data = openDataSet('arithmetic-and-ether-leak-dev');
  if (!data) return print(`arithmetic-and-ether-leak-dev: not in ${dataRoot}`);
  const groups = new Map<string, Group>();
  for (const sample of readLeaks(data)) {
    const result = run(sample);
    const findings = result.report.findings.filter((one) => isLeakOf(one, sample, result) !== null);
    if (findings.length === 0) continue;
    const confirmations = await prove(filesOf(sample), findings);
    for (const finding of findings) {
      const isKill = isLeakOf(finding, sample, result) === 'kill';
      count(group(groups, isKill ? 'unprotected selfdestruct' : 'ether leak', isKill ? 90 : 60), `${sample.name} ${finding.function ?? ''}`, confirmations.get(finding.id));
    }
  }
  print('\nether-leak and suicidal set, true findings');
  show(groups);
}

async function labs(): Promise<void> {
  const data = openDataSet('defi-labs-dev');
  if (!data) return print(`defi-labs-dev: not in ${dataRoot}`);
  const groups = new Map<string, Group>();
  let twins = 0;
  for (const sample of readLabs(data)) {
    const answers = LAB_ANSWERS[sample.name] ?? [];
    const findings = run(sample).report.findings.filter((one) => isHighOrMedium(one) && canBeTried(one) && answers.includes(one.detector));
    const confirmations = findings.length > 0 ? await prove(filesOf(sample), findings) : new Map<string, Confirmation>();
    for (const finding of findings) {
      const confirmation = confirmations.get(finding.id);
      if (!fixedTwin.test(finding.contract ?? '')) count(group(groups, 'the right issue'), `${sample.name} ${finding.detector}`, confirmation);
      else if (confirmation?.status === 'proved') twins++;
    }
  }
  print(`\ndefi-labs-dev (${twins} fixed twins proved, must be 0)`);
  show(groups);
}

/** Repaired and audited code: nothing may be proved. */
async function sound(title: string, cases: { files: SourceFile[]; findings: Finding[] }[]): Promise<void> {
  let [tried, proved] = [0, 0];
  for (const { files, findings } of cases) {
    if (findings.length === 0) continue;
    const confirmations = await prove(files, findings);
    for (const { id, file, detector, function: name } of findings) {
      const { status, reason } = confirmations.get(id) ?? { status: 'not-tried', reason: 'no plan' };
      if (status !== 'not-tried') tried++;
      if (status === 'proved') proved++;
      if (status === 'proved' || verbose) print(`      ${status} ${file} ${detector} ${name ?? ''}: ${reason}`);
    }
  }
  print(`${title}: ${proved} proved (must be 0), ${tried} tried of ${cases.flatMap(({ findings }) => findings).length} in ${cases.flatMap(({ files }) => files).length} files`);
}

/** What the detector does not claim is claimed for it: every function of the good fixtures, as a finding of the detector they are good for. */
function forged(path: string, content: string): Finding[] {
  const detector = path.split('/')[0] ?? '';
  const lines = new LineIndex(content);
  const findings: Finding[] = [];
  walk(parse(content).unit, (node) => {
    if (node.type !== 'FunctionDefinition' || node.body === null) return true;
    const [start, end] = [lines.at(node.start), lines.at(node.end)];
    const place = { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
    const words = { title: '', message: '', explanation: '', fix: '', snippet: '', fingerprint: '' };
    findings.push({ id: `${path}:${findings.length}`, detector, severity: 'high', confidence: 'high', categories: { swc: [], dasp: [], cwe: [], owasp: [] }, file: path, contract: null, function: node.name, path: [], ...place, ...words });
    return false;
  });
  return findings.filter(canBeTried);
}

async function goodFixtures(): Promise<void> {
  const root = join(import.meta.dirname, '../fixtures/detectors');
  const cases = globSync('*/good*.sol', { cwd: root }).map((path) => {
    const content = readFileSync(join(root, path), 'utf8');
    return { files: [{ path, content }], findings: forged(path, content) };
  });
  await sound('\ngood fixtures, every function claimed to be bad', cases);
}

async function openZeppelin(): Promise<void> {
  const root = process.env['OPENZEPPELIN_CONTRACTS'] ?? join(import.meta.dirname, '../../../node_modules/@openzeppelin/contracts');
  if (!existsSync(root)) return print(`OpenZeppelin: not in ${root} (set OPENZEPPELIN_CONTRACTS to an unpacked @openzeppelin/contracts)`);
  const files = globSync('**/*.sol', { cwd: root }).map((path) => ({ path, content: readFileSync(join(root, path), 'utf8') }));
  await sound('OpenZeppelin contracts, High and Medium', [{ files, findings: analyze(files).findings.filter((one) => isHighOrMedium(one) && canBeTried(one)) }]);
}

const parts: Readonly<Record<string, () => Promise<void>>> = { curated, leaks, labs, good: goodFixtures, openzeppelin: openZeppelin };
print('Findings proved by execution; comments are stripped first, 4 s for each finding.');
for (const [name, part] of Object.entries(parts)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const start = process.cpuUsage();
  await part();
  const { user, system } = process.cpuUsage(start);
  print(`  (${((user + system) / 1e6).toFixed(1)} s CPU)`);
}
