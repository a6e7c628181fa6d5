import type { Account } from './account.ts';
import type { Layer } from './layer.ts';

/** An account with its non-zero slots. */
export interface FullAccount extends Account {
  readonly storage: ReadonlyMap<bigint, bigint>;
}

function chain(layer: Layer): Layer[] {
  const layers: Layer[] = [];
  for (let at: Layer | undefined = layer; at !== undefined; at = at.parent) layers.unshift(at);
  return layers;
}

function storageOf(layers: readonly Layer[], address: string): Map<bigint, bigint> {
  const slots = new Map<bigint, bigint>();
  for (const layer of layers) {
    const changes = layer.storage.get(address);
    if (changes === undefined) continue;
    if (changes.isWiped) slots.clear();
    for (const [key, value] of changes.slots) {
      if (value === 0n) slots.delete(key);
      else slots.set(key, value);
    }
  }
  return slots;
}

/** Everything the layers hold; what only a remote source knows is not part of it. */
export function flatten(top: Layer): Map<string, FullAccount> {
  const layers = chain(top), merged = new Map<string, Account | null>();
  for (const layer of layers) for (const [address, account] of layer.accounts) merged.set(address, account);
  const out = new Map<string, FullAccount>();
  for (const [address, account] of merged) {
    if (account !== null) out.set(address, { ...account, storage: storageOf(layers, address) });
  }
  return out;
}
