import { analyze } from '../../../src/engines/index.ts';
import { readOpenZeppelin } from '../../support/openzeppelin.ts';
import type { Figure } from '../figure.ts';
import type { DataSet } from './data.ts';
import { endureBytes, endureMutants, type Endurance, withoutImports } from './robustness.ts';
import { isHighOrMedium, type Result, run } from './sample.ts';
import { percentile, scoreSet, type SetScore } from './score.ts';
import { LAB_ANSWERS, readCurated, readLabs } from './sets.ts';

const percent = (what: string, share: number, target?: Figure['target']): Figure => ({ what, measured: 100 * share, unit: '%', ...(target ? { target } : {}) });

export function scoreFigures(title: string, score: SetScore): Figure[] {
  return [
    percent(`${title}: recall`, score.recall, { atLeast: 95 }),
    percent(`${title}: precision`, score.precision, { atLeast: 70 }),
    { what: `${title}: unmatched findings`, measured: score.unmatchedPerContract, unit: 'per contract', target: { atMost: 0.6 } },
    ...[...score.categories].filter(([, { labels }]) => labels > 2).map(([category, { found, labels }]) => percent(`${title}: ${category}`, found / labels, { atLeast: 80 })),
  ];
}

export function timeFigures(results: Result[]): Figure[] {
  const all = results.map((result) => result.milliseconds);
  return [
    { what: 'a contract, median', measured: percentile(all, 0.5), unit: 'ms CPU', target: { atMost: 150 } },
    { what: 'a contract, 95th percentile', measured: percentile(all, 0.95), unit: 'ms CPU', target: { atMost: 800 } },
    { what: 'the whole set', measured: all.reduce((sum, one) => sum + one, 0) / 1_000, unit: 's CPU', target: { atMost: 15 } },
  ];
}

/** The audited library: what is reported there is most likely wrong. */
export function libraryFigures(print: (line: string) => void): Figure[] {
  const files = readOpenZeppelin();
  const start = process.cpuUsage();
  const { findings } = analyze(files);
  const used = process.cpuUsage(start);
  const bad = findings.filter(isHighOrMedium);
  for (const one of bad) print(`  ${one.severity} ${one.detector} ${one.file}:${one.startLine} ${one.contract ?? ''}.${one.function ?? ''}`);
  return [
    { what: `OpenZeppelin 5.7.0, ${files.length} files: high and medium`, measured: bad.length, unit: 'findings', target: { atMost: 10 } },
    { what: 'OpenZeppelin 5.7.0', measured: (used.user + used.system) / 1_000_000, unit: 's CPU', target: { atMost: 15 } },
  ];
}

export function vyperFigures(data: DataSet, print: (line: string) => void): Figure[] {
  const paths = data.list('.vy');
  const known = paths.map((path) => ({ path: path.split('/').slice(1).join('/'), content: data.read(path) }));
  const { incomplete, files } = analyze(known);
  for (const { file, line, reason } of incomplete) print(`  ${file}:${line ?? ''} ${reason}`);
  const broken = new Set(incomplete.map(({ file }) => file)).size;
  return [percent(`Vyper, ${files.length} files: read and analysed in full`, (files.length - broken) / Math.max(1, files.length), { atLeast: 100 })];
}

function enduranceFigures(title: string, { runs, crashes, late, slowestMs }: Endurance, print: (line: string) => void): Figure[] {
  for (const crash of crashes.slice(0, 10)) print(`  ${title}: ${crash}`);
  return [
    { what: `${title}: crashes`, measured: crashes.length, unit: `of ${runs}`, target: { atMost: 0 } },
    { what: `${title}: over their cap`, measured: late, unit: `of ${runs}`, target: { atMost: 0 }, note: `slowest ${slowestMs.toFixed(0)} ms` },
  ];
}

/** Hostile inputs, and how much is still found where every import is missing. */
export function robustnessFigures(curated: DataSet, labs: DataSet, print: (line: string) => void): Figure[] {
  const sources = [...readCurated(curated), ...readLabs(labs)].map((sample) => sample.source);
  return [
    ...enduranceFigures('mutated sources', endureMutants(sources, 2_000), print),
    ...enduranceFigures('random bytecode', endureBytes(5_000), print),
    importFigure(curated, labs),
  ];
}

function importFigure(curated: DataSet, labs: DataSet): Figure {
  const found = (change: (source: string) => string): number => {
    const results = readCurated(curated).map((sample) => run({ ...sample, source: change(sample.source) }));
    const labels = [...scoreSet(results).categories.values()].reduce((sum, one) => sum + one.found, 0);
    const lessons = readLabs(labs).filter(({ name, source }) => {
      const answers = LAB_ANSWERS[name] ?? [];
      return analyze([{ path: 'lab.sol', content: change(source) }]).findings.some((finding) => answers.includes(finding.detector));
    });
    return labels + lessons.length;
  };
  return percent('recall that stays without imports', found(withoutImports) / found((source) => source), { atLeast: 80 });
}
