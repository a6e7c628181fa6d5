import { isZero, textOf } from '../solidity/analysis/values.ts';
import type { LoadValue, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { isCaller } from './ether-flow.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { listIn, type Movement, ownerWrites, refusalsOf, type Token, tokenOf } from './token-ledger.ts';
import { TOKEN_PROPERTY, TOKEN_REFERENCES, TOKEN_TRAP } from './token-trap.ts';

/** Lists of accounts that may not, or alone may, transfer. */
export const tkBlacklist: Detector = {
  id: 'tk-blacklist',
  title: 'Accounts can be barred from transferring',
  severity: 'high',
  confidence: 'high',
  categories: TOKEN_TRAP,
  description: 'Finds tokens whose transfer reverts by an entry of a list for one of the two accounts, where a role can write that entry for any account.',
  why: `${TOKEN_PROPERTY} An account on the list keeps its tokens and can never move or sell them.`,
  exampleBad: 'require(!isBot[from]); … function setBot(address a, bool on) external onlyOwner { isBot[a] = on; }',
  fix: 'Do without the list, or leave its writing to a vote or a public procedure.',
  references: TOKEN_REFERENCES,
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      const token = tokenOf(model);
      const seen = new Set<unknown>();
      for (const movement of token?.movements ?? []) {
        for (const entry of token ? listsOf(movement) : []) {
          const { variable } = entry.load.path;
          const write = token && variable && !seen.has(variable) ? writeForAnyone(token, variable) : null;
          if (!write) continue;
          seen.add(variable);
          yield describe(movement, entry, write);
        }
      }
    }
  },
};

interface Entry {
  load: LoadValue;
  /** Reverts for those on the list; else for those who are not on it. */
  isBarring: boolean;
}

function listsOf(movement: Movement): Entry[] {
  return refusalsOf(movement).flatMap(({ atoms }) => atoms.flatMap((atom): Entry[] => {
    const load = listIn(atom, movement);
    if (!load) return [];
    // Not being on a list matters only where nothing else is asked: otherwise it is an exemption from that.
    return atom.holds || atoms.length === 1 ? [{ load, isBarring: atom.holds }] : [];
  }));
}

function writeForAnyone(token: Token, variable: NonNullable<LoadValue['path']['variable']>): { flow: Flow; store: StoreInstruction } | null {
  return ownerWrites(token.model, variable).find(({ store }) => store.path.keys.some((key) => key.kind === 'index' && !isCaller(key.value)) && !isZero(store.value)) ?? null;
}

function describe(movement: Movement, { load, isBarring }: Entry, { flow, store }: { flow: Flow; store: StoreInstruction }): Issue {
  const name = load.path.variable?.name ?? 'a list';
  return issueAt(load, {
    message: isBarring
      ? `${textOf(load)} makes ${titleOf(movement.flow.routine.info)} revert, and ${titleOf(flow.routine.info)} can put any account on ${name}`
      : `only accounts on ${name} can use ${titleOf(movement.flow.routine.info)}, and ${titleOf(flow.routine.info)} decides who they are`,
    steps: [stepAt(store, `${name} is written here by a role`), stepAt(load, 'and decides here whether a transfer goes through')],
  });
}
