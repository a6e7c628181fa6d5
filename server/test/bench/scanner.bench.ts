import { type Figure, tableOf } from './figure.ts';
import { dataRoot, openDataSet } from './scanner/data.ts';
import { type Result, isAt, isHighOrMedium, run } from './scanner/sample.ts';
import { isLabelled, percentile, scoreSet, type SetScore } from './scanner/score.ts';
import { libraryFigures, robustnessFigures, scoreFigures, timeFigures, vyperFigures } from './scanner/tables.ts';
import { type HoneypotSample, LAB_ANSWERS, readCurated, readHoneypots, readLabs, readLeaks, readNotSoSmart, readOverflows, readSolidifi } from './scanner/sets.ts';

const verbose = process.argv.includes('--verbose');
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** What the issue asks for, measured on the way; printed at the end. */
const figures: Figure[] = [];
const share = (what: string, of: { part: number; whole: number }, target: Figure['target']): void => {
  figures.push({ what, measured: (100 * of.part) / Math.max(1, of.whole), unit: '%', note: `${of.part} of ${of.whole}`, ...(target ? { target } : {}) });
};

function times(results: Result[]): string {
  const all = results.map((result) => result.milliseconds);
  const sum = all.reduce((total, one) => total + one, 0);
  return `cpu p50 ${percentile(all, 0.5).toFixed(1)} ms, p95 ${percentile(all, 0.95).toFixed(1)} ms, all ${(sum / 1_000).toFixed(2)} s`;
}

function printScore(title: string, score: SetScore, results: Result[]): void {
  print(`\n${title}: recall ${percent(score.recall)}, precision ${percent(score.precision)}, unmatched ${score.unmatchedPerContract.toFixed(2)} per contract; ${times(results)}`);
  for (const [category, { found, labels }] of [...score.categories].sort(([a], [b]) => a.localeCompare(b))) print(`  ${category.padEnd(28)} ${found}/${labels}`);
}

function labelled(archive: string, read: typeof readCurated): void {
  const data = openDataSet(archive);
  if (!data) return missing(archive);
  const results = read(data).map(run);
  const score = scoreSet(results);
  printScore(`${archive}, high and medium`, score, results);
  if (archive.startsWith('smartbugs')) figures.push(...scoreFigures('curated', score), ...timeFigures(results));
  else printScore(`${archive}, of any severity`, scoreSet(results, () => true), results);
  if (verbose) for (const result of results) explain(result);
}

function explain(result: Result): void {
  const { sample, report } = result;
  print(`  ${sample.name}: ${sample.labels.map((label) => `${label.category}@${label.lines.join(',')}`).join(' ')}`);
  for (const one of report.findings.filter(isHighOrMedium)) print(`      ${isLabelled(one, result) ? '+' : '-'} ${one.severity} ${one.detector} ${one.function ?? ''}:${one.startLine}`);
}

function notSoSmart(): void {
  const data = openDataSet('not-so-smart');
  if (!data) return missing('not-so-smart');
  const results = readNotSoSmart(data).map(run);
  print(`\nnot-so-smart (labels by folder only): ${times(results)}`);
  for (const { sample, report } of results) {
    const found = [...new Set(report.findings.filter(isHighOrMedium).map((finding) => finding.detector))];
    print(`  ${sample.name.padEnd(64)} ${found.join(', ') || '-'}`);
  }
}

const TECHNIQUES: Readonly<Record<string, string>> = {
  balance_disorder: 'hp-balance-disorder', hidden_state_update: 'hp-hidden-state-update', hidden_transfer: 'hp-hidden-transfer',
  inheritance_disorder: 'hp-inheritance-disorder', skip_empty_string_literal: 'hp-skip-empty-string', straw_man_contract: 'hp-straw-man',
  type_deduction_overflow: 'hp-type-deduction', uninitialised_struct: 'hp-uninit-struct',
};

function honeypots(): void {
  const data = openDataSet('honeypots-dev');
  if (!data) return missing('honeypots-dev');
  const samples = readHoneypots(data);
  const results = samples.map(run);
  const named = (sample: HoneypotSample, at: number): boolean =>
    results[at]?.report.findings.some((finding) => finding.detector === TECHNIQUES[sample.technique]) ?? false;
  const rows = new Map<string, { real: number; hit: number; fake: number; flagged: number; missed: string[] }>();
  samples.forEach((sample, at) => {
    const row = rows.get(sample.technique) ?? { real: 0, hit: 0, fake: 0, flagged: 0, missed: [] };
    rows.set(sample.technique, row);
    const isNamed = named(sample, at);
    if (sample.isHoneypot) [row.real, row.hit] = [row.real + 1, row.hit + (isNamed ? 1 : 0)];
    else [row.fake, row.flagged] = [row.fake + 1, row.flagged + (isNamed ? 1 : 0)];
    if (isNamed !== sample.isHoneypot) row.missed.push(sample.name);
  });
  print(`\nhoneypots-dev: ${times(results)}`);
  const sum = (count: (row: { real: number; hit: number; fake: number; flagged: number }) => number): number => [...rows.values()].reduce((total, row) => total + count(row), 0);
  share('honeypots named', { part: sum((row) => row.hit), whole: sum((row) => row.real) }, { atLeast: 95 });
  share('no honeypots flagged', { part: sum((row) => row.flagged), whole: sum((row) => row.fake) }, { atMost: 10 });
  for (const [technique, { real, hit, fake, flagged, missed }] of [...rows].sort(([a], [b]) => a.localeCompare(b))) {
    print(`  ${technique.padEnd(28)} named ${hit}/${real}, false ones flagged ${flagged}/${fake}`);
    if (verbose) for (const name of missed) print(`      ${name}`);
  }
}

function arithmetic(): void {
  const data = openDataSet('arithmetic-and-ether-leak-dev');
  if (!data) return missing('arithmetic-and-ether-leak-dev');
  const samples = readOverflows(data);
  const results = samples.map(run);
  const isFlagged = (at: number): boolean => {
    const result = results[at];
    const label = result?.sample.labels[0];
    return result && label ? result.report.findings.some((one) => one.categories.dasp.includes(3) && isAt(one, label, result)) : false;
  };
  const count = (isValid: boolean): string => {
    const chosen = samples.map((sample, at) => ({ sample, at })).filter(({ sample }) => sample.isValid === isValid);
    const flagged = chosen.filter(({ at }) => isFlagged(at));
    if (verbose) for (const { sample, at } of chosen) if (isFlagged(at) !== isValid) print(`      ${sample.name} ${sample.labels[0]?.functions.join(',') ?? ''} ${sample.labels[0]?.lines.join(',') ?? ''}`);
    share(isValid ? 'valid overflows found' : 'rejected overflow reports flagged', { part: flagged.length, whole: chosen.length }, isValid ? { atLeast: 95 } : { atMost: 20 });
    return `${flagged.length}/${chosen.length} (${percent(flagged.length / Math.max(1, chosen.length))})`;
  };
  print(`\narithmetic: valid overflows found ${count(true)}, rejected reports flagged ${count(false)}; ${times(results)}`);
  leaks(data);
}

function leaks(data: NonNullable<ReturnType<typeof openDataSet>>): void {
  const samples = readLeaks(data);
  const results = samples.map(run);
  const score = (kind: 'leak' | 'kill'): string => {
    let [found, total] = [0, 0];
    samples.forEach((sample, at) => {
      const [label, result] = [sample[kind], results[at]];
      if (!label || !result) return;
      total++;
      const hits = result.report.findings.filter((one) => one.categories.dasp.includes(2) && isHighOrMedium(one) && (kind === 'leak' || one.detector === 'unprotected-selfdestruct'));
      if (hits.some((one) => isAt(one, label, result))) found++;
      else if (verbose) print(`      ${kind} ${sample.name} ${label.functions.join(',')} ${label.lines.join(',')}`);
    });
    share(kind === 'leak' ? 'ether leaks found' : 'suicidal found', { part: found, whole: total }, { atLeast: kind === 'leak' ? 80 : 90 });
    return `${found}/${total} (${percent(found / Math.max(1, total))})`;
  };
  print(`ether leaks found ${score('leak')}, suicidal found ${score('kill')}; ${times(results)}`);
}

const FIXED_TWIN = /^Fix|Remediated/;

function labs(): void {
  const data = openDataSet('defi-labs-dev');
  if (!data) return missing('defi-labs-dev');
  const results = readLabs(data).map(run);
  let [right, twins, silent] = [0, 0, 0];
  for (const { sample, report } of results) {
    const answers = LAB_ANSWERS[sample.name] ?? [];
    const hits = report.findings.filter((finding) => answers.includes(finding.detector));
    if (hits.some((finding) => !FIXED_TWIN.test(finding.contract ?? ''))) right++;
    else if (verbose) print(`      missed ${sample.name}`);
    const fixed = report.files.flatMap((file) => file.contracts).filter((name) => FIXED_TWIN.test(name));
    twins += fixed.length;
    silent += fixed.filter((name) => !hits.some((finding) => finding.contract === name)).length;
  }
  share('labs: the right issue', { part: right, whole: results.length }, { atLeast: 80 });
  share('labs: fixed twins silent', { part: silent, whole: twins }, { atLeast: 90 });
  print(`\ndefi-labs-dev: the right issue in ${right}/${results.length} (${percent(right / results.length)}), fixed twins silent on it ${silent}/${twins}; ${times(results)}`);
}

function others(): void {
  print('\nOpenZeppelin, high and medium:');
  figures.push(...libraryFigures(print));
  const vyper = openDataSet('vyper-examples');
  if (vyper) figures.push(...vyperFigures(vyper, print));
  if (process.argv.includes('--quick')) return;
  const [curated, lessons] = [openDataSet('smartbugs-curated-dev'), openDataSet('defi-labs-dev')];
  if (curated && lessons) figures.push(...robustnessFigures(curated, lessons, print));
}

function missing(archive: string): void {
  print(`\n${archive}: not on this machine (looked in ${dataRoot})`);
}

print('Bulwark scanner against labelled contracts; comments are stripped first.');
labelled('smartbugs-curated-dev', readCurated);
labelled('solidifi-dev', readSolidifi);
notSoSmart();
honeypots();
arithmetic();
labs();
others();
print(tableOf('What the scanner has to reach', figures));
