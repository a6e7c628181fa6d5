import type { BlockEnvironment } from '../block/environment.ts';
import type { KernelMessage, RecoveredAuthorization } from '../kernel/message.ts';
import { MESSAGE_FLAGS } from '../kernel/layout.ts';
import { recoverAuthority } from '../transaction/decode.ts';
import { InvalidTransaction } from '../transaction/errors.ts';
import type { Authorization, Transaction } from '../transaction/types.ts';
import { GAS_PER_BLOB } from '../transaction/validate.ts';

const WORD = 1n << 256n;
const MAX_NONCE = (1n << 64n) - 1n;
const NOBODY = '0x0000000000000000000000000000000000000000';

/** A transaction as the kernel takes it, with what the opcodes ORIGIN, GASPRICE and BLOBHASH answer. */
export interface Prepared {
  readonly message: KernelMessage;
  readonly gasPrice: bigint;
  readonly blobHashes: readonly bigint[];
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** EIP-1559: what a unit of gas costs the sender, and what of it goes to the coinbase. */
export function effectivePrice(tx: Transaction, baseFee: bigint): { price: bigint; tip: bigint } {
  if (tx.maxFeePerGas === undefined) {
    const price = tx.gasPrice ?? 0n;
    return { price, tip: price > baseFee ? price - baseFee : 0n };
  }
  const tip = min(tx.maxPriorityFeePerGas ?? 0n, tx.maxFeePerGas - baseFee);
  return tip < 0n ? { price: tx.maxFeePerGas, tip: 0n } : { price: baseFee + tip, tip };
}

/** Drops what EIP-7702 says to skip before looking at state; the count still pays its gas. */
function recoverAll(list: readonly Authorization[], chainId: bigint): RecoveredAuthorization[] {
  return list.map((tuple) => {
    const isOurs = (tuple.chainId === 0n || tuple.chainId === chainId) && tuple.nonce < MAX_NONCE;
    const authority = isOurs ? recoverAuthority(tuple) : undefined;
    if (authority === undefined) return { authority: NOBODY, delegate: NOBODY, nonce: MAX_NONCE };
    return { authority, delegate: tuple.address, nonce: tuple.nonce };
  });
}

/** Multiplies out what the sender pays. `flags` are MESSAGE_FLAGS besides `create`. */
export function prepare(tx: Transaction, block: BlockEnvironment, flags: number): Prepared {
  const { price, tip } = effectivePrice(tx, block.baseFee);
  const blobHashes = tx.blobVersionedHashes ?? [];
  const blobGas = GAS_PER_BLOB * BigInt(blobHashes.length);
  const fee = tx.maxFeePerGas ?? price;
  const required = tx.gasLimit * fee + tx.value + blobGas * (tx.maxFeePerBlobGas ?? 0n);
  if (required >= WORD && (flags & MESSAGE_FLAGS.skipFunds) === 0) throw new InvalidTransaction('insufficientFunds');
  return {
    gasPrice: price,
    blobHashes,
    message: {
      sender: tx.sender,
      to: tx.to,
      flags: flags | (tx.to === undefined ? MESSAGE_FLAGS.create : 0),
      data: tx.data,
      gas: tx.gasLimit,
      nonce: tx.nonce,
      value: tx.value,
      required,
      upfront: tx.gasLimit * price + blobGas * block.blobBaseFee,
      tip,
      accessList: tx.accessList ?? [],
      authorizations: recoverAll(tx.authorizationList ?? [], block.chainId),
    },
  };
}
