import type { Detector } from '../detectors/detector.ts';
import type { Finding } from '../findings.ts';
import { describeIssue } from '../solidity/describe.ts';
import type { GasAdvice, GasContext, GasSaving } from './advice.ts';
import { expressionAdvices } from './expressions.ts';
import { functionAdvices } from './functions.ts';
import { loopAdvices } from './loops.ts';
import savings from './savings.json' with { type: 'json' };
import { stateAdvices } from './state.ts';
import { storageAdvices } from './storage.ts';

/** Every advice on gas, by family. */
export const gasAdvices: readonly GasAdvice[] = [...stateAdvices, ...storageAdvices, ...loopAdvices, ...functionAdvices, ...expressionAdvices];

/** How the savings were measured. */
export const gasMeasurement: string = savings.measuredWith;

/** What an advice saved in its example, in gas; measured by compiling and running both sides of it. */
export function savingOf(id: string): GasSaving {
  const found = (savings.savings as Readonly<Record<string, GasSaving>>)[id];
  return found ?? { call: 0, creation: 0 };
}

const amount = (gas: number): string => gas.toLocaleString('en-US');

function savingText({ call, creation }: GasSaving): string {
  const parts = [...(call > 0 ? [`${amount(call)} gas a call`] : []), ...(creation > 0 ? [`${amount(creation)} at creation`] : [])];
  return `In its example this saves ${parts.join(' and ')} (${gasMeasurement}).`;
}

/** An advice is described like a detector: it has no severity and is always true. */
function asDetector({ id, title, why, fix, example }: GasAdvice): Detector {
  return {
    id, title, severity: 'info', confidence: 'high', categories: { swc: [], dasp: [], cwe: [], owasp: [] },
    description: title, why: `${why} ${savingText(savingOf(id))}`, exampleBad: example.before, fix, references: [], run: () => [],
  };
}

/** Where gas can be saved, the largest savings a call first. */
export function findGas(context: GasContext): Finding[] {
  const weight = ({ id }: GasAdvice): number => savingOf(id).call + savingOf(id).creation / 1_000;
  return gasAdvices.toSorted((a, b) => weight(b) - weight(a)).flatMap((advice) => {
    const detector = asDetector(advice);
    return [...advice.find(context)].map((issue) => describeIssue(detector, issue));
  });
}

/** How the gas score is counted. */
export const gasScoreFormula = '100 - 5 for each place whose example saves 1,000 gas a call or more, 2 from 100, 0.5 below; not under 0';

/** 0 to 100; 100 means that no advice applies. See gasScoreFormula. */
export function gasScore(findings: readonly Pick<Finding, 'detector'>[]): number {
  const lost = findings.reduce((sum, { detector }) => sum + pointsOf(savingOf(detector).call), 0);
  return Math.max(0, Math.round((100 - lost) * 10) / 10);
}

function pointsOf(call: number): number {
  if (call >= 1_000) return 5;
  return call >= 100 ? 2 : 0.5;
}
