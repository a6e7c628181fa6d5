import type { AccessListEntry } from '../kernel/message.ts';

export type { AccessListEntry };

/** EIP-7702 authorisation as signed. */
export interface Authorization {
  readonly chainId: bigint;
  readonly address: string;
  readonly nonce: bigint;
  readonly yParity: bigint;
  readonly r: bigint;
  readonly s: bigint;
}

/** The numbers of EIP-2718: legacy, 2930, 1559, 4844, 7702. */
export type TransactionType = 0 | 1 | 2 | 3 | 4;

/** A transaction with its sender known. Amounts in wei, gas in units of gas. */
export interface Transaction {
  readonly type: TransactionType;
  readonly chainId?: bigint;
  readonly sender: string;
  /** Undefined creates a contract. */
  readonly to: string | undefined;
  readonly nonce: bigint;
  readonly gasLimit: bigint;
  readonly value: bigint;
  readonly data: Uint8Array;
  /** Types 0 and 1. */
  readonly gasPrice?: bigint;
  /** Types 2 to 4. */
  readonly maxFeePerGas?: bigint;
  readonly maxPriorityFeePerGas?: bigint;
  readonly accessList?: readonly AccessListEntry[];
  /** Type 3. */
  readonly maxFeePerBlobGas?: bigint;
  readonly blobVersionedHashes?: readonly bigint[];
  /** Type 4. */
  readonly authorizationList?: readonly Authorization[];
}
