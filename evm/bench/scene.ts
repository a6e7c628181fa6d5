import { fromHex, toHex } from '../src/bytes.ts';
import { createState, executeSync } from '../src/index.ts';
import type { Evm, State } from '../src/index.ts';
import { encodeCall, withArguments } from './abi.ts';
import type { Artifacts } from './compile.ts';

/** A deployed market with a funded trader, and the calls that are measured. */
export interface Scene {
  readonly state: State;
  readonly trader: string;
  readonly workloads: Readonly<Record<'swap' | 'tracer' | 'keccak' | 'arithmetic' | 'erc20', Workload>>;
}

export interface Workload {
  readonly to: string;
  readonly data: Uint8Array;
}

export const TRADER = '0x00000000000000000000000000000000000b0a2d';
export const BLOCK = { number: 20_000_000n, timestamp: 1_730_000_000n };

function deploy(state: State, code: Uint8Array): string {
  const result = executeSync(state, { block: BLOCK, transaction: { from: TRADER, data: code } });
  if (result.createdAddress === undefined) throw new Error(`deployment failed: ${result.status}`);
  return result.createdAddress;
}

function send(state: State, to: string, data: Uint8Array): void {
  const result = executeSync(state, { block: BLOCK, transaction: { from: TRADER, to, data } });
  if (!result.success) throw new Error(`set-up failed: ${result.status} ${toHex(result.output)}`);
}

/** Deploys everything into a fresh state. */
export function buildScene(evm: Evm, code: Artifacts): Scene {
  const state = createState(evm, { accounts: { [TRADER]: { balance: 10n ** 24n } } });
  const token = code['Token'] ?? '', unit = 10n ** 18n;
  const a = deploy(state, fromHex(token)), b = deploy(state, fromHex(token));
  const pair = deploy(state, withArguments(code['Pair'] ?? '', a, b));
  const router = deploy(state, fromHex(code['Router'] ?? '')), tracer = deploy(state, fromHex(code['Tracer'] ?? ''));
  for (const coin of [a, b]) {
    send(state, coin, encodeCall('mint(address,uint256)', pair, 1_000_000n * unit));
    send(state, coin, encodeCall('mint(address,uint256)', TRADER, 1_000_000n * unit));
    send(state, coin, encodeCall('approve(address,uint256)', router, 1_000_000n * unit));
  }
  send(state, pair, encodeCall('sync()'));
  const swap = encodeCall('swapExact(address,uint256,uint256,address,uint256)', pair, unit, 1n, TRADER, 1n << 40n);
  return {
    state,
    trader: TRADER,
    workloads: {
      swap: { to: router, data: swap },
      tracer: { to: tracer, data: encodeCall('render(uint256)', 16n) },
      keccak: { to: tracer, data: encodeCall('hashes(uint256)', 20_000n) },
      arithmetic: { to: tracer, data: encodeCall('arithmetic(uint256)', 10_000n) },
      erc20: { to: a, data: encodeCall('batch(address,uint256)', '0x1000000000000000000000000000000000000000', 1000n) },
    },
  };
}
