import { concat, fromHex, toBigInt, toHex, toMinimalBytes } from '../bytes.ts';
import { keccak256 } from '../hash.ts';
import { recoverAddress } from '../precompiles/ecrecover.ts';
import { decode, encode } from '../rlp.ts';
import type { Rlp } from '../rlp.ts';
import { InvalidTransaction } from './errors.ts';
import type { AccessListEntry, Authorization, Transaction, TransactionType } from './types.ts';

const HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;

function malformed(what: string): InvalidTransaction {
  return new InvalidTransaction('malformed', what);
}

function list(item: Rlp | undefined, what: string): Rlp[] {
  if (!Array.isArray(item)) throw malformed(what);
  return item;
}

function bytes(item: Rlp | undefined, what: string): Uint8Array {
  if (!(item instanceof Uint8Array)) throw malformed(what);
  return item;
}

/** A canonical integer of at most `max` bytes. */
function integer(item: Rlp | undefined, what: string, max = 32): bigint {
  const raw = bytes(item, what);
  if (raw.length > max || raw[0] === 0) throw malformed(what);
  return toBigInt(raw);
}

function address(item: Rlp | undefined, what: string): string {
  const raw = bytes(item, what);
  if (raw.length !== 20) throw malformed(what);
  return toHex(raw);
}

function receiver(item: Rlp | undefined): string | undefined {
  return bytes(item, 'to').length === 0 ? undefined : address(item, 'to');
}

function word(item: Rlp | undefined, what: string): bigint {
  const raw = bytes(item, what);
  if (raw.length !== 32) throw malformed(what);
  return toBigInt(raw);
}

function accessList(item: Rlp | undefined): AccessListEntry[] {
  return list(item, 'accessList').map((entry) => {
    const [account, keys, extra] = list(entry, 'accessList');
    if (extra !== undefined) throw malformed('accessList');
    return { address: address(account, 'accessList'), storageKeys: list(keys, 'accessList').map((key) => word(key, 'storageKey')) };
  });
}

function authorization(item: Rlp): Authorization {
  const fields = list(item, 'authorization');
  if (fields.length !== 6) throw malformed('authorization');
  return {
    chainId: integer(fields[0], 'authorization chainId'),
    address: address(fields[1], 'authorization address'),
    nonce: integer(fields[2], 'authorization nonce', 8),
    yParity: integer(fields[3], 'authorization yParity', 1),
    r: integer(fields[4], 'authorization r'),
    s: integer(fields[5], 'authorization s'),
  };
}

interface Signature {
  readonly recovery: number;
  readonly r: bigint;
  readonly s: bigint;
}

function recover(payload: Uint8Array, { recovery, r, s }: Signature, allowHighS: boolean): string {
  if (recovery !== 0 && recovery !== 1) throw new InvalidTransaction('badSignature', 'recovery id');
  if (!allowHighS && s > HALF_ORDER) throw new InvalidTransaction('badSignature', 's too high');
  const sender = recoverAddress(keccak256(payload), recovery, r, s);
  if (sender === undefined) throw new InvalidTransaction('badSignature');
  return toHex(sender);
}

/** EIP-155: the chain id hidden in v, undefined for the old 27 and 28. */
function legacyChain(v: bigint): bigint | undefined {
  if (v === 27n || v === 28n) return undefined;
  if (v < 35n) throw new InvalidTransaction('badSignature', 'v');
  return (v - 35n) / 2n;
}

function decodeLegacy(item: Rlp, allowHighS: boolean): Transaction {
  const fields = list(item, 'transaction');
  if (fields.length !== 9) throw malformed('field count');
  const v = integer(fields[6], 'v'), chainId = legacyChain(v);
  const signed = fields.slice(0, 6);
  if (chainId !== undefined) signed.push(toMinimalBytes(chainId), new Uint8Array(0), new Uint8Array(0));
  const recovery = chainId === undefined ? Number(v - 27n) : Number(v - 35n - 2n * chainId);
  const signature = { recovery, r: integer(fields[7], 'r'), s: integer(fields[8], 's') };
  return {
    type: 0,
    ...(chainId === undefined ? {} : { chainId }),
    nonce: integer(fields[0], 'nonce', 8),
    gasPrice: integer(fields[1], 'gasPrice'),
    gasLimit: integer(fields[2], 'gasLimit', 8),
    to: receiver(fields[3]),
    value: integer(fields[4], 'value'),
    data: bytes(fields[5], 'data'),
    sender: recover(encode(signed), signature, allowHighS),
  };
}

/** Number of fields before the signature per type. */
const UNSIGNED_FIELDS = [0, 8, 9, 11, 10];

function decodeTyped(type: TransactionType, item: Rlp): Transaction {
  const fields = list(item, 'transaction'), count = UNSIGNED_FIELDS[type] ?? 0;
  if (fields.length !== count + 3) throw malformed('field count');
  const at = type === 1 ? 3 : 4;
  const signature = {
    recovery: Number(integer(fields[count], 'yParity', 1)), r: integer(fields[count + 1], 'r'), s: integer(fields[count + 2], 's'),
  };
  const payload = concat([Uint8Array.of(type), encode(fields.slice(0, count))]);
  return {
    type,
    chainId: integer(fields[0], 'chainId'),
    nonce: integer(fields[1], 'nonce', 8),
    ...fees(type, fields),
    gasLimit: integer(fields[at], 'gasLimit', 8),
    to: type >= 3 ? address(fields[at + 1], 'to') : receiver(fields[at + 1]),
    value: integer(fields[at + 2], 'value'),
    data: bytes(fields[at + 3], 'data'),
    accessList: accessList(fields[at + 4]),
    ...extras(type, fields),
    sender: recover(payload, signature, false),
  };
}

function fees(type: TransactionType, fields: readonly Rlp[]): Partial<Transaction> {
  if (type === 1) return { gasPrice: integer(fields[2], 'gasPrice') };
  return { maxPriorityFeePerGas: integer(fields[2], 'maxPriorityFeePerGas'), maxFeePerGas: integer(fields[3], 'maxFeePerGas') };
}

function extras(type: TransactionType, fields: readonly Rlp[]): Partial<Transaction> {
  if (type === 3) {
    return {
      maxFeePerBlobGas: integer(fields[9], 'maxFeePerBlobGas'),
      blobVersionedHashes: list(fields[10], 'blobVersionedHashes').map((hash) => word(hash, 'blobVersionedHash')),
    };
  }
  return type === 4 ? { authorizationList: list(fields[9], 'authorizationList').map(authorization) } : {};
}

function parse(raw: Uint8Array): Rlp {
  try {
    return decode(raw);
  } catch (error) {
    throw malformed(error instanceof Error ? error.message : 'RLP');
  }
}

/**
 * Decodes a signed transaction of any type and recovers its sender (EIP-155, 2718, 2930, 1559, 4844, 7702).
 * `allowHighS` accepts what Frontier accepted. Throws InvalidTransaction.
 */
export function decodeTransaction(raw: Uint8Array, allowHighS = false): Transaction {
  const first = raw[0];
  if (first === undefined) throw malformed('empty');
  if (first >= 0xc0) return decodeLegacy(parse(raw), allowHighS);
  if (first < 1 || first > 4) throw new InvalidTransaction('typeNotSupported', String(first));
  return decodeTyped(first as TransactionType, parse(raw.subarray(1)));
}

/** The account that signed an authorisation, or undefined when the signature is not one (EIP-7702). */
export function recoverAuthority(tuple: Authorization): string | undefined {
  if (tuple.s > HALF_ORDER || tuple.yParity > 1n) return undefined;
  const fields = [toMinimalBytes(tuple.chainId), fromHex(tuple.address), toMinimalBytes(tuple.nonce)];
  const hash = keccak256(concat([Uint8Array.of(0x05), encode(fields)]));
  const signer = recoverAddress(hash, Number(tuple.yParity), tuple.r, tuple.s);
  return signer === undefined ? undefined : toHex(signer);
}
