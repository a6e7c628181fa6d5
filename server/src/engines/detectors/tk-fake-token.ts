import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import { strip } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { StateVariable } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';
import { tokenOf } from './token-ledger.ts';
import { TOKEN_REFERENCES, TOKEN_TRAP } from './token-trap.ts';

/** Symbols of the most traded tokens with the name each one really has. */
const WELL_KNOWN: Readonly<Record<string, string>> = {
  USDT: 'Tether USD', USDC: 'USD Coin', DAI: 'Dai Stablecoin', WETH: 'Wrapped Ether', WBTC: 'Wrapped BTC', BUSD: 'Binance USD', TUSD: 'TrueUSD',
  LINK: 'ChainLink Token', UNI: 'Uniswap', AAVE: 'Aave Token', SHIB: 'SHIBA INU', STETH: 'Liquid staked Ether 2.0', WSTETH: 'Wrapped liquid staked Ether 2.0',
  PEPE: 'Pepe', MKR: 'Maker', CRV: 'Curve DAO Token', LDO: 'Lido DAO Token', WBNB: 'Wrapped BNB', PYUSD: 'PayPal USD', FRAX: 'Frax',
};

/** Letters of other alphabets that look like Latin ones. */
const ALIKE: Readonly<Record<string, string>> = {
  А: 'A', В: 'B', С: 'C', Е: 'E', Н: 'H', І: 'I', К: 'K', М: 'M', О: 'O', Р: 'P', Ѕ: 'S', Т: 'T', Х: 'X', Υ: 'Y', Α: 'A', Β: 'B', Ε: 'E', Ζ: 'Z', Η: 'H',
  Ι: 'I', Κ: 'K', Μ: 'M', Ν: 'N', Ο: 'O', Ρ: 'P', Τ: 'T', Χ: 'X', Ԁ: 'D', Ꭰ: 'D', Լ: 'L', 0: 'O',
};

/** Tokens that bear the name of another one. */
export const tkFakeToken: Detector = {
  id: 'tk-fake-token',
  title: 'Token bears the name of a well-known one',
  severity: 'medium',
  confidence: 'low',
  categories: TOKEN_TRAP,
  description: 'Finds tokens whose symbol is that of one of the most traded tokens, or looks like it by letters of another alphabet.',
  why: 'Anyone can give a token any name. A buyer who goes by the symbol gets a worthless one; only the address tells them apart.',
  exampleBad: 'string public constant symbol = "USDT";',
  fix: 'Compare the address with the one that the issuer publishes; give your own token its own name.',
  references: TOKEN_REFERENCES,
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      const symbol = tokenOf(model) && symbolOf(model);
      if (!symbol) continue;
      const plain = latin(symbol);
      const original = Object.hasOwn(WELL_KNOWN, plain) ? WELL_KNOWN[plain] : undefined;
      if (original === undefined) continue;
      const isForged = symbol.toUpperCase() !== plain;
      const { contract } = model;
      yield issueOn({ file: contract.file, range: contract.node.nameRange, contract }, {
        message: isForged ? `the symbol ${symbol} only looks like ${plain}` : `the symbol is ${symbol}, that of ${original}: compare the address with the issuer's`,
        severity: isForged ? 'high' : 'medium',
        confidence: isForged ? 'high' : 'low',
      });
    }
  },
};

function latin(symbol: string): string {
  return Array.from(symbol.normalize('NFKC').toUpperCase(), (letter) => (Object.hasOwn(ALIKE, letter) ? ALIKE[letter] : letter)).join('');
}

/** What `symbol()` answers, as far as it is written in the source. */
function symbolOf(model: ContractModel): string | null {
  const shown = model.contract.linear.flatMap((one) => one.variables).find(({ name, node }) => node.visibility === 'public' && name.toLowerCase() === 'symbol');
  if (shown?.node.value?.type === 'StringLiteral') return shown.node.value.value;
  const answer = answerOf(model);
  if (answer && textIn(answer)) return textIn(answer);
  const isRead = answer?.kind === 'load' || answer?.kind === 'reference';
  return writtenText(model, shown ?? (isRead ? answer.path.variable : null));
}

/** The text that a variable gets when the contract is created. */
function writtenText({ creation }: ContractModel, variable: StateVariable | null): string | null {
  const written = variable ? (creation?.storesTo(variable) ?? []) : [];
  return written.map((store) => textIn(strip(store.value))).find((found) => found !== null) ?? null;
}

/** What the function `symbol` returns. */
function answerOf(model: ContractModel): Instruction | null {
  const flow = model.entries.find(({ routine }) => routine.info.name === 'symbol' && routine.info.parameters.length === 0);
  const returned = flow?.routine.blocks.flatMap(({ terminator }) => (terminator.kind === 'return' ? terminator.values.slice(0, 1) : []))[0];
  return returned ? strip(returned) : null;
}

function textIn(value: Instruction): string | null {
  return value.kind === 'constant' && typeof value.value === 'string' ? value.value : null;
}
