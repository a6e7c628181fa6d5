import type { BlockEnvironment } from '../block/environment.ts';
import { isAtLeast } from '../forks.ts';
import type { Fork } from '../forks.ts';
import { InvalidTransaction } from './errors.ts';
import type { Transaction } from './types.ts';

const TYPE_SINCE: readonly Fork[] = ['frontier', 'berlin', 'london', 'cancun', 'prague'];
const WORD = 1n << 256n;
/** EIP-3860. */
const MAX_INITCODE = 0xc000;
/** EIP-7825. */
const MAX_GAS = 1n << 24n;

/** Gas of one blob (EIP-4844). */
export const GAS_PER_BLOB = 131_072n;

function maxBlobs(fork: Fork): number {
  return isAtLeast(fork, 'prague') ? 9 : 6;
}

function checkFees(tx: Transaction, block: BlockEnvironment, fork: Fork): void {
  if (!isAtLeast(fork, 'london')) return;
  const fee = tx.maxFeePerGas ?? tx.gasPrice ?? 0n, tip = tx.maxPriorityFeePerGas ?? fee;
  if (tip > fee) throw new InvalidTransaction('tipAboveFee');
  if (fee < block.baseFee) throw new InvalidTransaction('feeBelowBaseFee');
}

function checkBlobs(tx: Transaction, block: BlockEnvironment, fork: Fork): void {
  if (tx.type !== 3) return;
  const hashes = tx.blobVersionedHashes ?? [];
  if (tx.to === undefined) throw new InvalidTransaction('createNotAllowed');
  if (hashes.length === 0) throw new InvalidTransaction('noBlobs');
  if (hashes.length > (isAtLeast(fork, 'osaka') ? 6 : maxBlobs(fork))) throw new InvalidTransaction('tooManyBlobs');
  if (hashes.some((hash) => hash >> 248n !== 1n)) throw new InvalidTransaction('badBlobVersion');
  if ((tx.maxFeePerBlobGas ?? 0n) < block.blobBaseFee) throw new InvalidTransaction('blobFeeTooLow');
}

/** Checks that need no state; the kernel checks nonce, funds, code and intrinsic gas. Throws InvalidTransaction. */
export function checkTransaction(tx: Transaction, block: BlockEnvironment, fork: Fork): void {
  if (!isAtLeast(fork, TYPE_SINCE[tx.type] ?? 'osaka')) throw new InvalidTransaction('typeNotSupported');
  if (tx.chainId !== undefined && tx.chainId !== block.chainId) throw new InvalidTransaction('wrongChain');
  if (tx.value < 0n || tx.value >= WORD) throw new InvalidTransaction('valueOutOfRange');
  checkFees(tx, block, fork);
  checkBlobs(tx, block, fork);
  if (tx.type === 4) {
    if (tx.to === undefined) throw new InvalidTransaction('createNotAllowed');
    if ((tx.authorizationList ?? []).length === 0) throw new InvalidTransaction('noAuthorizations');
  }
  if (isAtLeast(fork, 'osaka') && tx.gasLimit > MAX_GAS) throw new InvalidTransaction('gasLimitAboveCap');
  if (tx.gasLimit > block.gasLimit) throw new InvalidTransaction('gasLimitAboveBlock');
  if (tx.to === undefined && isAtLeast(fork, 'shanghai') && tx.data.length > MAX_INITCODE) {
    throw new InvalidTransaction('initCodeTooLarge');
  }
}
