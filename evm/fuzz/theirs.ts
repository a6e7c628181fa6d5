import { Common, Hardfork, Mainnet } from '@ethereumjs/common';
import { createEVM } from '@ethereumjs/evm';
import { Caches, MerkleStateManager } from '@ethereumjs/statemanager';
import { createAddressFromString, createAccount, setLengthLeft } from '@ethereumjs/util';
import { toBigInt, toBytes, toHex } from '../src/bytes.ts';
import { isAtLeast } from '../src/forks.ts';
import type { Fork } from '../src/forks.ts';
import { isPrecompile } from '../src/trace/precompile-set.ts';
import { FUZZ_BLOCK, SLOTS } from './case.ts';
import type { FuzzCase, FuzzOutcome } from './case.ts';
import { CONTRACT, OTHER, SENDER } from './program.ts';

const NAMES: Readonly<Record<Fork, string>> = {
  frontier: Hardfork.Chainstart, homestead: Hardfork.Homestead, tangerine: Hardfork.TangerineWhistle, spurious: Hardfork.SpuriousDragon,
  byzantium: Hardfork.Byzantium, constantinople: Hardfork.Constantinople, petersburg: Hardfork.Petersburg, istanbul: Hardfork.Istanbul,
  berlin: Hardfork.Berlin, london: Hardfork.London, paris: Hardfork.Paris, shanghai: Hardfork.Shanghai, cancun: Hardfork.Cancun,
  prague: Hardfork.Prague, osaka: Hardfork.Osaka,
};
const PRECOMPILES = Array.from({ length: 0x101 }, (_, i) => `0x${i.toString(16).padStart(40, '0')}`);
type Engine = Awaited<ReturnType<typeof createEVM>>;

async function fill(manager: MerkleStateManager, fuzz: FuzzCase): Promise<void> {
  // Taken back after the run, never committed: everything stays in the caches, which spares the tries.
  await manager.checkpoint();
  await manager.putAccount(createAddressFromString(SENDER), createAccount({ balance: 10n ** 18n, nonce: 3n }));
  for (const [address, code] of Object.entries(fuzz.codes)) {
    const id = createAddressFromString(address);
    await manager.putAccount(id, createAccount({ balance: 100n, nonce: 1n }));
    await manager.putCode(id, code);
    await manager.putStorage(id, toBytes(1n, 32), Uint8Array.of(5));
    await manager.putStorage(id, toBytes(2n, 32), Uint8Array.of(7));
  }
  // Original values are those below the checkpoint of the call, so that the set-up must be final.
  manager.originalStorageCache.clear();
}

/** What a transaction warms before the first call (EIP-2929, EIP-3651). */
function warm(engine: Engine, fork: Fork): void {
  if (!isAtLeast(fork, 'berlin')) return;
  const always = [SENDER, CONTRACT, ...(isAtLeast(fork, 'shanghai') ? [FUZZ_BLOCK.coinbase] : [])];
  for (const address of [...always, ...PRECOMPILES.filter((id) => isPrecompile(id, fork))]) engine.journal.addAlwaysWarmAddress(address.slice(2));
}

function header(): object {
  return {
    number: FUZZ_BLOCK.number, coinbase: createAddressFromString(FUZZ_BLOCK.coinbase), timestamp: FUZZ_BLOCK.timestamp,
    difficulty: FUZZ_BLOCK.prevRandao, prevRandao: toBytes(FUZZ_BLOCK.prevRandao, 32), gasLimit: FUZZ_BLOCK.gasLimit,
    baseFeePerGas: FUZZ_BLOCK.baseFee, getBlobGasPrice: () => FUZZ_BLOCK.blobBaseFee,
  };
}

/** An engine per fork; every run on it is taken back. */
const engines = new Map<Fork, Promise<{ engine: Engine; manager: MerkleStateManager }>>();

async function start(fork: Fork): Promise<{ engine: Engine; manager: MerkleStateManager }> {
  const common = new Common({ chain: Mainnet, hardfork: NAMES[fork] }), manager = new MerkleStateManager({ common, caches: new Caches() });
  const blockchain = { getBlock: async () => ({ hash: () => new Uint8Array(32) }), putBlock: async () => undefined, shallowCopy: () => blockchain };
  const engine = await createEVM({ common, stateManager: manager, blockchain });
  return { engine, manager };
}

function engineOf(fork: Fork): Promise<{ engine: Engine; manager: MerkleStateManager }> {
  const known = engines.get(fork) ?? start(fork);
  engines.set(fork, known);
  return known;
}

async function hotSlots(manager: MerkleStateManager): Promise<string[]> {
  const storage: string[] = [];
  for (const address of [CONTRACT, OTHER]) {
    for (const key of SLOTS) {
      const value = await manager.getStorage(createAddressFromString(address), setLengthLeft(toBytes(key, 32), 32));
      storage.push(`${address}/${key}=${toBigInt(value)}`);
    }
  }
  return storage;
}

/** Runs a case on ethereumjs as a bare message. */
export async function runTheirs(fuzz: FuzzCase): Promise<FuzzOutcome & { readonly destroyed: ReadonlySet<string> }> {
  const { engine, manager } = await engineOf(fuzz.fork);
  await fill(manager, fuzz);
  warm(engine, fuzz.fork);
  const { execResult } = await engine.runCall({
    caller: createAddressFromString(SENDER), origin: createAddressFromString(SENDER), to: createAddressFromString(CONTRACT),
    data: fuzz.data, gasLimit: fuzz.gas, gasPrice: 10n, value: fuzz.value, block: { header: header() } as never,
  });
  const storage = await hotSlots(manager);
  await engine.journal.cleanup();
  await manager.revert();
  return {
    success: execResult.exceptionError === undefined,
    gasUsed: execResult.executionGasUsed,
    output: toHex(execResult.returnValue),
    logs: execResult.exceptionError === undefined ? (execResult.logs ?? []).map(([address, topics, data]) => [toHex(address), ...topics.map(toHex), toHex(data)].join()) : [],
    storage,
    destroyed: new Set([...(execResult.selfdestruct ?? [])].map(([address]) => address)),
  };
}
