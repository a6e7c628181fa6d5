import { createEvm, createState, executeSync, type State } from '@bulwark/evm';
import type { GasExample, GasSaving } from '../../src/engines/gas/advice.ts';
import { selectorOf } from '../../src/engines/solidity/project/abi.ts';
import { compilerFor } from './solc.ts';

interface SolcOutput {
  contracts?: Record<string, Record<string, { evm: { bytecode: { object: string } } }>>;
  errors?: { severity: string; formattedMessage: string }[];
}

/** How the examples are compiled; the numbers hold for this. */
export const measuredWith = 'solc 0.8.30, optimiser on, 200 runs, EVM version cancun';
const sender = '0x00000000000000000000000000000000000000aa';

function compile(source: string): string {
  const input = {
    language: 'Solidity',
    sources: { 'a.sol': { content: `pragma solidity ^0.8.0;\n${source}` } },
    settings: { optimizer: { enabled: true, runs: 200 }, evmVersion: 'cancun', metadata: { bytecodeHash: 'none', appendCBOR: false }, outputSelection: { '*': { '*': ['evm.bytecode.object'] } } },
  };
  const output = JSON.parse(compilerFor(8)(JSON.stringify(input))) as SolcOutput;
  const fault = output.errors?.find(({ severity }) => severity === 'error');
  const code = output.contracts?.['a.sol']?.['C']?.evm.bytecode.object;
  if (fault || code === undefined) throw new Error(`${fault?.formattedMessage ?? 'no contract C'}\n${source}`);
  return code;
}

const word = (value: bigint | string): string => (typeof value === 'bigint' ? value.toString(16).padStart(64, '0') : value.replace(/^0x/, ''));

function run(state: State, to: string | null, data: string): { gas: number; created: string | null; isSuccess: boolean; output: string } {
  const result = executeSync(state, { transaction: { from: sender, ...(to !== null && { to }), data: Buffer.from(data, 'hex'), gas: 15_000_000n } });
  return { gas: Number(result.gasUsed), created: result.createdAddress ?? null, isSuccess: result.success, output: Buffer.from(result.output).toString('hex') };
}

interface Measured {
  call: number;
  creation: number;
  output: string;
  isSuccess: boolean;
}

function measureOne(state: State, source: string, { call, args = [], first = [] }: GasExample): Measured {
  const token = state.snapshot();
  try {
    const creation = run(state, null, compile(source));
    if (!creation.isSuccess || creation.created === null) throw new Error(`creation failed\n${source}`);
    const send = (signature: string, words: readonly (bigint | string)[]) => run(state, creation.created, selectorOf(signature).slice(2) + words.map(word).join(''));
    for (const before of first) if (!send(before.call, before.args ?? []).isSuccess) throw new Error(`${before.call} failed\n${source}`);
    const { gas, output, isSuccess } = send(call, args);
    return { call: gas, creation: creation.gas, output, isSuccess };
  } finally {
    state.revert(token);
  }
}

/** Compiles and runs both sides of an example; they must succeed or fail alike and answer the same, unless they fail. */
export async function measureSaving(example: GasExample): Promise<GasSaving> {
  const evm = await createEvm({ fork: 'cancun' });
  const state = createState(evm, { accounts: { [sender]: { balance: 10n ** 24n } } });
  const [before, after] = [measureOne(state, example.before, example), measureOne(state, example.after, example)];
  if (before.isSuccess !== after.isSuccess || (before.isSuccess && before.output !== after.output)) throw new Error(`the example behaves differently afterwards: ${JSON.stringify([before, after])}`);
  return { call: before.call - after.call, creation: before.creation - after.creation };
}
