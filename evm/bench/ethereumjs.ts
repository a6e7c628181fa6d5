import { Common, Hardfork, Mainnet } from '@ethereumjs/common';
import { createEVM } from '@ethereumjs/evm';
import { MerkleStateManager } from '@ethereumjs/statemanager';
import { createAccount, createAddressFromString } from '@ethereumjs/util';
import { toBytes, toHex, toMinimalBytes } from '../src/bytes.ts';
import type { State } from '../src/index.ts';
import type { Workload } from './scene.ts';

/** ethereumjs over the same accounts; every call is taken back. */
export async function startEthereumJs(state: State): Promise<{ call(from: string, work: Workload): Promise<string> }> {
  const common = new Common({ chain: Mainnet, hardfork: Hardfork.Cancun }), manager = new MerkleStateManager({ common });
  for (const [address, account] of state.accounts()) {
    const id = createAddressFromString(address);
    await manager.putAccount(id, createAccount({ balance: account.balance, nonce: account.nonce }));
    if (account.code.bytes.length > 0) await manager.putCode(id, account.code.bytes);
    for (const [key, value] of account.storage) await manager.putStorage(id, toBytes(key, 32), toMinimalBytes(value));
  }
  await manager.flush();
  const engine = await createEVM({ common, stateManager: manager });
  return {
    async call(from, work) {
      await manager.checkpoint();
      const caller = createAddressFromString(from);
      const { execResult } = await engine.runCall({ caller, origin: caller, to: createAddressFromString(work.to), data: work.data, gasLimit: 10n ** 10n });
      await manager.revert();
      return toHex(execResult.returnValue);
    },
  };
}
