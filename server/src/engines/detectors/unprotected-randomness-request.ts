import { dependsOn, isEnvironment, textOf } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { factValues, isCaller } from './ether-flow.ts';
import { issueAt, titleOf } from './issue.ts';
import { entryCalls } from './search.ts';

/** What the oracles of Chainlink, Gelato and Pyth call it. */
const REQUESTS = new Set(['requestRandomWords', 'requestRandomness', '_requestRandomness', 'requestRandomNumber', 'requestRandomWordsInNative', 'requestRandomnessPayInNative', 'requestV2', 'requestWithCallback']);

/** Randomness that anyone can order. */
export const unprotectedRandomnessRequest: Detector = {
  id: 'unprotected-randomness-request',
  title: 'Anyone can ask for randomness again',
  severity: 'medium',
  confidence: 'medium',
  categories: { swc: [], dasp: [6], cwe: ['CWE-862'], owasp: ['SC09:2025', 'SC01:2026'] },
  description: 'Finds requests to an oracle of random numbers that any caller can make at any time: without a test of the caller, of a payment or of state.',
  why: 'Each request costs the contract a fee, and each answer draws again. Whoever dislikes the number asks for another, or empties the deposit by asking.',
  exampleBad: 'function draw() external { requestId = coordinator.requestRandomWords(key, id, 3, gasLimit, 1); }',
  fix: 'Let only a role ask, or only once per round.',
  references: ['https://docs.chain.link/vrf/v2-5/security', 'https://cwe.mitre.org/data/definitions/862.html'],
  *run(context: Context): Iterable<Issue> {
    for (const { flow, instruction: call } of entryCalls(context)) {
      const isRequest = REQUESTS.has(call.name) && (call.method === 'external' || call.method === 'internal');
      if (!isRequest || factValues(flow, call).some((value) => dependsOn(value, isGuard))) continue;
      if (call.value && dependsOn(call.value, (input) => isEnvironment(input, 'msg.value'))) continue;
      yield issueAt(call, { message: `anyone can run ${textOf(call)} by ${titleOf(flow.routine.info)}, as often as he likes` });
    }
  },
};

function isGuard(input: Instruction): boolean {
  return isCaller(input) || isEnvironment(input, 'msg.value') || input.kind === 'load';
}
