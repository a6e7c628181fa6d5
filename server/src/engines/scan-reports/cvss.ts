import calculator from 'ae-cvss-calculator';
import { severityOfScore } from './severity.ts';
import type { Cvss, FindingSeverity } from './report.ts';

const prefixes = ['CVSS:4.0/', 'CVSS:3.1/', 'CVSS:3.0/'] as const;
const v2 = /^\(?(AV:[LAN]\/AC:[HML]\/Au:[MSN]\/C:[NPC]\/I:[NPC]\/A:[NPC](?:\/[A-Za-z:]+)*)\)?$/;
/** Metrics without which a vector has no base score. */
const mandatory: Readonly<Record<string, readonly string[]>> = {
  '4.0': ['AV', 'AC', 'AT', 'PR', 'UI', 'VC', 'VI', 'VA', 'SC', 'SI', 'SA'],
  '3.1': ['AV', 'AC', 'PR', 'UI', 'S', 'C', 'I', 'A'],
  '3.0': ['AV', 'AC', 'PR', 'UI', 'S', 'C', 'I', 'A'],
};

function create(version: Cvss['version'], vector: string): { calculateScores(): { overall?: number | undefined } } {
  switch (version) {
    case '4.0':
      return new calculator.Cvss4P0(vector);
    case '3.1':
      return new calculator.Cvss3P1(vector);
    case '3.0':
      return new calculator.Cvss3P0(vector);
    case '2.0':
      return new calculator.Cvss2(vector);
  }
}

function isComplete(version: Cvss['version'], vector: string): boolean {
  const metrics = new Map(vector.split('/').slice(1).map((part) => part.split(':') as [string, string]));
  return (mandatory[version] ?? []).every((name) => metrics.has(name));
}

function scored(version: Cvss['version'], vector: string): Cvss | null {
  try {
    const score = create(version, vector).calculateScores().overall;
    return score === undefined || !Number.isFinite(score) || score < 0 || score > 10 ? null : { version, vector, score };
  } catch {
    return null;
  }
}

/** Reports repeat the same vectors thousands of times. */
const scores = new Map<string, Cvss | null>();
const mostScores = 5_000;

function remembered(version: Cvss['version'], vector: string): Cvss | null {
  const known = scores.get(vector);
  if (known !== undefined) return known;
  const cvss = isComplete(version, vector) ? scored(version, vector) : null;
  if (scores.size >= mostScores) scores.clear();
  scores.set(vector, cvss);
  return cvss;
}

/**
 * The overall score of a CVSS 2.0, 3.0, 3.1 or 4.0 vector, by FIRST's formulas; null for anything that is no vector.
 * @param assumed version of a vector that is written without its prefix
 */
export function readCvss(given: string | null, assumed: '3.0' | '3.1' | '4.0' = '3.1'): Cvss | null {
  if (given === null || given.length > 500) return null;
  const trimmed = given.trim().replace(/\/$/, '');
  const old = v2.exec(trimmed);
  if (old?.[1] !== undefined) return scored('2.0', old[1]);
  const prefix = prefixes.find((candidate) => trimmed.startsWith(candidate));
  const vector = prefix === undefined ? `CVSS:${assumed}/${trimmed}` : trimmed;
  const version = (prefix?.slice(5, 8) ?? assumed) as Cvss['version'];
  return /^CVSS:\d\.\d(\/[A-Z]{1,3}:[A-Za-z]+)+$/.test(vector) ? remembered(version, vector) : null;
}

/** The one that is shown and compared: the newest version wins, within a version the highest score. */
export function bestCvss(all: readonly (Cvss | null)[]): Cvss | null {
  const known = all.filter((cvss) => cvss !== null);
  return known.toSorted((a, b) => Number(b.version) - Number(a.version) || b.score - a.score)[0] ?? null;
}

/** Severity by score, null without a score. */
export function severityOfCvss(cvss: Cvss | null): FindingSeverity | null {
  return cvss === null ? null : severityOfScore(cvss.score);
}
