import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { isLocked } from '../solidity/analysis/locks.ts';
import { strip, textOf } from '../solidity/analysis/values.ts';
import type { CallInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { reentriesAfter } from './reentrancy.ts';

const SAFE = new Set(['_safeMint', '_safeTransfer', 'safeMint', 'safeTransferFrom', 'onERC721Received']);
const HOOKED = /^I?ERC(777|1155|721|677|1363)/;

/** Token transfers that call the receiver, before the books are done. */
export const reentrancyTokenCallback: Detector = {
  id: 'reentrancy-token-callback',
  title: 'Reentrancy by the hook of a token',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: ['SWC-107'], dasp: [1], cwe: ['CWE-841'], owasp: ['SC05:2025', 'SC08:2026'] },
  description: 'Finds transfers and mints of ERC-777, ERC-721, ERC-1155 and their like, before state is written that was tested, or in a loop whose test is not repeated.',
  why: 'These tokens call the receiver. The receiver calls in again while the limit that was tested is not yet used up.',
  exampleBad: 'require(minted[msg.sender] < 10); _safeMint(msg.sender, id); minted[msg.sender]++;',
  fix: 'Write the state before the transfer, or hold a lock while it runs.',
  references: ['https://eips.ethereum.org/EIPS/eip-777', 'https://swcregistry.io/docs/SWC-107'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of model.entries) {
        if (!flow.routine.isEntryPoint) continue;
        for (const call of flow.instructions) if (call.kind === 'call' && isOpen(model, flow, call)) yield* describe(flow, call);
      }
    }
  },
};

function isOpen(model: ContractModel, flow: Flow, call: CallInstruction): boolean {
  return callsReceiver(call) && !model.authorisation.isAuthorised(flow, call.block) && !isLocked(flow, call);
}

/** By the name of the function, or by the type the token variable is declared with. */
function callsReceiver(call: CallInstruction): boolean {
  if (call.method === 'internal') return SAFE.has(call.name);
  if (call.method !== 'external' || call.callee?.mutability === 'view') return false;
  // `safeTransferFrom` with three arguments is also how libraries for ERC-20 call their own.
  if (SAFE.has(call.name) && call.args.length > 3) return true;
    const type = declaredType(call);
  // ERC-721 asks the receiver only in the functions that are called safe.
  if (/^I?ERC721/.test(type)) return /^_?safe/i.test(call.name);
  return /transfer|mint|send/i.test(call.name) && HOOKED.test(type);
}

/** The name of the type that the variable behind the target is declared with; it may be one of a missing import. */
function declaredType(call: CallInstruction): string {
  const target = call.target && strip(call.target);
  const type = target?.kind === 'load' ? target.path.variable?.node.typeName : null;
  return type?.type === 'NamedType' ? (type.path.at(-1) ?? '') : '';
}

function* describe(flow: Flow, call: CallInstruction): Iterable<Issue> {
  const [reentry] = [...reentriesAfter(flow, call)].filter((one) => one.decides);
  const isRepeated = call.method === 'internal' && flow.loopsAround(call.block).length > 0;
  if (!reentry && !isRepeated) return;
  yield issueAt(call, {
    message: `${textOf(call)} calls the receiver ${reentry ? `before ${textOf(reentry.store)}` : 'in the middle of a loop'}`,
    scenario: `An attacker's contract receives the token, and from its hook calls ${titleOf(flow.routine.info)} again: the test that came before still passes.`,
    ...(reentry ? { steps: [stepAt(reentry.read, 'the state is tested'), stepAt(call, 'the receiver runs'), stepAt(reentry.store, 'the state is written too late')] } : {}),
  });
}
