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

/** DeFi labs: the fault each one teaches, as detectors that name it; the lesson stands in the name of the file. */
export const LAB_ANSWERS: Readonly<Record<string, readonly string[]>> = {
  'Array-deletion': ['array-gap'],
  Bypasscontract: ['eoa-check-bypass'],
  DOS: ['push-payment-dos'],
  Delegatecall: ['controlled-delegatecall', 'storage-collision'],
  Divmultiply: ['divide-before-multiply'],
  'ERC777-reentrancy': ['reentrancy-token-callback'],
  'Flashloan-flaw': ['unprotected-callback'],
  Immunefi_ch1: ['msg-value-loop'],
  Immunefi_ch2: ['storage-collision'],
  Incorrect_sanity_checks: ['conditional-bookkeeping'],
  Invariant: ['unsafe-downcast', 'integer-overflow'],
  'NFT-transfer': ['public-mint-burn'],
  'Oracle-stale': ['oracle-stale'],
  'Precision-loss': ['precision-loss'],
  ReadOnlyReentrancy: ['reentrancy-read-only'],
  Returnvalue: ['unchecked-erc20-transfer'],
  SignatureReplay: ['signature-replay'],
  SignatureReplayNBA: ['signature-replay'],
  'Storage-collision': ['storage-collision'],
  'TransientStorageMisuse.t': ['transient-storage-misuse'],
  UniswapV3ETHRefundExploit: ['missing-refund'],
  'Unprotected-callback': ['reentrancy-token-callback'],
  UnsafeCall: ['arbitrary-call'],
  'first-deposit': ['share-inflation'],
  'payable-transfer': ['fixed-gas-payment'],
  'phantom-permit': ['arbitrary-transferfrom-permit', 'arbitrary-transferfrom'],
  'return-break': ['return-in-loop'],
  'self-transfer': ['self-transfer'],
  txorigin: ['tx-origin-auth'],
  'unsafe-downcast': ['unsafe-downcast'],
};

/** The labs; contracts named as repaired are the fixed twins. */
export function readLabs(data: DataSet): Sample[] {
  return data.list('.sol').map((path) => {
    const name = (path.split('/').at(-1) ?? '').replace(/\.sol$/, '');
    return { name, source: data.read(path), labels: [] };
  });
}
