import { callRpc, getCode, type RpcNode } from '../../clients/json-rpc/index.ts';
import { proxyOf } from '../../engines/index.ts';

/**
 * Where proxies keep the address of their code: EIP-1967, EIP-1822 (`keccak256("PROXIABLE")`), and ZeppelinOS before
 * them (`keccak256("org.zeppelinos.proxy.implementation")`).
 */
const implementationSlots = [
  '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc',
  '0xc5f16f0fcc639fa48a6947836d9850f504798523bf8c9a3a87d5876cf622bcf7',
  '0x7050c9e0f4ca769c69bd3a8ef740bc37934f8e2c036e5a723fd8ee048ed3f8c3',
] as const;
/** `keccak256("eip1967.proxy.beacon") - 1`. */
const beaconSlot = '0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50';
const implementationCall = '0x5c60da1b';
const facetAddressesCall = '0x52ef6b2c';
/** A diamond with more facets than this is analysed in part, and says so. */
export const maxTargets = 32;

function addressIn(word: unknown): string | null {
  if (typeof word !== 'string' || !/^0x[0-9a-f]{64}$/i.test(word)) return null;
  const address = `0x${word.slice(26).toLowerCase()}`;
  return /^0x0{24}/i.test(word) && !/^0x0+$/.test(address) ? address : null;
}

/** `address[]` as the ABI encodes it. */
function addressesIn(data: unknown): string[] {
  if (typeof data !== 'string' || !/^0x([0-9a-f]{64}){2,}$/i.test(data)) return [];
  const words = data.slice(2).match(/.{64}/g) ?? [];
  return words.slice(2).flatMap((word) => addressIn(`0x${word}`) ?? []);
}

interface Chain {
  readonly node: RpcNode;
  readonly signal: AbortSignal;
}

/** What a node refuses or does not know is no answer, and no reason to end the scan. */
async function ask({ node, signal }: Chain, method: string, params: readonly unknown[]): Promise<unknown> {
  try {
    return await callRpc(node, { method, params }, signal);
  } catch {
    signal.throwIfAborted();
    return null;
  }
}

async function inStorage(chain: Chain, address: string): Promise<string[]> {
  for (const slot of implementationSlots) {
    const target = addressIn(await ask(chain, 'eth_getStorageAt', [address, slot, 'latest']));
    if (target !== null) return [target];
  }
  const beacon = addressIn(await ask(chain, 'eth_getStorageAt', [address, beaconSlot, 'latest']));
  const target = beacon === null ? null : addressIn(await ask(chain, 'eth_call', [{ to: beacon, data: implementationCall }, 'latest']));
  return target === null ? [] : [target];
}

/**
 * The contracts whose code runs behind an address: by its own bytecode (EIP-1167, EIP-7702), by its storage
 * (EIP-1967 with beacons, EIP-1822, ZeppelinOS) or by its loupe (EIP-2535). Empty for ordinary contracts.
 * Throws the reason of an aborted signal, and what reading the code throws.
 */
export async function proxyTargets(node: RpcNode, address: string, signal: AbortSignal): Promise<readonly string[]> {
  const chain = { node, signal };
  const proxy = proxyOf(await getCode(node, address, signal));
  if (proxy === null) return [];
  if (proxy.target !== null) return [proxy.target];
  const facets = proxy.standard === 'EIP-2535' ? addressesIn(await ask(chain, 'eth_call', [{ to: address, data: facetAddressesCall }, 'latest'])) : [];
  return facets.length > 0 ? [...new Set(facets)] : await inStorage(chain, address);
}
