import type { DataSet } from './data.ts';
import type { Label, Sample } from './sample.ts';

interface CuratedEntry {
  name: string;
  path: string;
  vulnerabilities: { lines: number[]; category: string }[];
}

/** SmartBugs curated: one label per listed line. */
export function readCurated(data: DataSet): Sample[] {
  const index = data.list('vulnerabilities.json')[0] ?? '';
  const folder = index.split('/').slice(0, -1).join('/');
  const entries = JSON.parse(data.read(index)) as CuratedEntry[];
  return entries.map(({ name, path, vulnerabilities }) => ({
    name,
    source: data.read(`${folder}/${path}`),
    labels: vulnerabilities.map(({ category, lines }) => ({ category, lines, functions: [] })),
  }));
}

/** SolidiFI: injected faults with first line and length. */
export function readSolidifi(data: DataSet): Sample[] {
  return data.list('.sol').map((path) => {
    const folder = path.split('/').slice(0, -1).join('/');
    const category = folder.split('/').at(-1) ?? '';
    const number = /(\d+)\.sol$/.exec(path)?.[1] ?? '';
    const rows = data.read(`${folder}/BugLog_${number}.csv`).trim().split(/\r?\n/).slice(1);
    const labels = rows.map((row): Label => {
      const [first = 0, length = 1] = row.split(',').map(Number);
      return { category, lines: Array.from({ length }, (_, at) => first + at), functions: [] };
    });
    return { name: path, source: data.read(path), labels };
  });
}

/** Not so smart contracts: the folder is the only label. */
export function readNotSoSmart(data: DataSet): Sample[] {
  return data.list('.sol').map((path) => ({
    name: path,
    source: data.read(path),
    labels: [{ category: path.split('/')[1] ?? '', lines: [], functions: [] }],
  }));
}

export interface HoneypotSample extends Sample {
  technique: string;
  isHoneypot: boolean;
}

export function readHoneypots(data: DataSet): HoneypotSample[] {
  const index = data.list('labels.json')[0] ?? '';
  const folder = index.split('/').slice(0, -1).join('/');
  const entries = JSON.parse(data.read(index)) as { file: string; technique: string; honeypot: boolean }[];
  return entries.map(({ file, technique, honeypot }) => ({
    name: file, source: data.read(`${folder}/${file}`), labels: [], technique, isHoneypot: honeypot,
  }));
}

export interface OverflowSample extends Sample {
  isValid: boolean;
}

/** VeriSmart: overflows that were given a CVE, with those that are none marked as rejected. */
export function readOverflows(data: DataSet): OverflowSample[] {
  const rows = csv(data, 'cve_labels.csv');
  return rows.map(([id = '', lines = '', validity = '', functions = '']) => ({
    name: id,
    source: data.read(findSource(data, 'cve', id)),
    labels: [{ category: 'arithmetic', lines: numbers(lines), functions: names(functions) }],
    isValid: validity === 'O',
  }));
}

export interface LeakSample extends Sample {
  leak: Label | null;
  kill: Label | null;
}

export function readLeaks(data: DataSet): LeakSample[] {
  return csv(data, 'leaking_labels.csv').map(([id = '', leak = '', kill = '', leakFunctions = '', killFunctions = '']) => ({
    name: id,
    source: data.read(findSource(data, 'leaking_suicidal', id)),
    labels: [],
    leak: leak === '' ? null : { category: 'leak', lines: numbers(leak), functions: names(leakFunctions) },
    kill: kill === '' ? null : { category: 'kill', lines: numbers(kill), functions: names(killFunctions) },
  }));
}

function csv(data: DataSet, ending: string): string[][] {
  const path = data.list(ending)[0] ?? '';
  const rows = data.read(path).trim().split(/\r?\n/).slice(1).map((row) => row.split(','));
  return rows.filter(([id]) => id !== undefined && findSource(data, '', id) !== '');
}

const listed = new WeakMap<DataSet, string[]>();

function findSource(data: DataSet, folder: string, id: string): string {
  const all = listed.get(data) ?? data.list('.sol');
  listed.set(data, all);
  return all.find((path) => path.endsWith(`/${id}.sol`) && path.includes(`/${folder}`)) ?? '';
}

function numbers(text: string): number[] {
  return text.split(/[.:]/).map(Number).filter((line) => Number.isInteger(line) && line > 0);
}

function names(text: string): string[] {
  return text.split(':').filter((name) => name !== '').map((name) => name.replace(/^@/, ''));
}
