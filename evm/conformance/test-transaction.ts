import { fromHex, toBigInt } from '../src/bytes.ts';
import { InvalidTransaction } from '../src/transaction/errors.ts';
import type { AccessListEntry, Authorization, Transaction, TransactionType } from '../src/transaction/types.ts';

/** Positions of a case in the data, gas and value lists. */
export interface Indexes {
  readonly data: number;
  readonly gas: number;
  readonly value: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** A number of at most `bytes` bytes; what does not fit could not have been encoded either. */
function number(value: unknown, bytes: number): bigint {
  const text = String(value ?? '0x').replace(/^0x:bigint /, '');
  const parsed = toBigInt(fromHex(text));
  if (parsed >> BigInt(8 * bytes) !== 0n) throw new InvalidTransaction('malformed', 'number too large');
  return parsed;
}

function at(list: unknown, index: number): unknown {
  return Array.isArray(list) ? list[index] : undefined;
}

function accessList(fields: Fields, index: number): AccessListEntry[] | undefined {
  const list = at(fields['accessLists'], index);
  if (!Array.isArray(list)) return undefined;
  return list.map((entry: { address: string; storageKeys: string[] }) => ({
    address: entry.address.toLowerCase(), storageKeys: entry.storageKeys.map((key) => toBigInt(fromHex(key))),
  }));
}

function fees(fields: Fields): Partial<Transaction> {
  if (fields['maxFeePerGas'] === undefined) return { gasPrice: number(fields['gasPrice'], 32) };
  return { maxFeePerGas: number(fields['maxFeePerGas'], 32), maxPriorityFeePerGas: number(fields['maxPriorityFeePerGas'], 32) };
}

function authorizations(fields: Fields): Authorization[] | undefined {
  const list = fields['authorizationList'];
  if (!Array.isArray(list)) return undefined;
  return list.map((tuple: Record<string, string>) => ({
    chainId: number(tuple['chainId'], 32), address: String(tuple['address']).toLowerCase(), nonce: number(tuple['nonce'], 8),
    yParity: number(tuple['yParity'] ?? tuple['v'], 1), r: number(tuple['r'], 32), s: number(tuple['s'], 32),
  }));
}

function typeOf(fields: Fields, hasList: boolean): TransactionType {
  if (fields['authorizationList'] !== undefined) return 4;
  if (fields['blobVersionedHashes'] !== undefined) return 3;
  if (fields['maxFeePerGas'] !== undefined) return 2;
  return hasList ? 1 : 0;
}

/** The transaction of a state test that gives fields in place of signed bytes. Throws InvalidTransaction. */
export function transactionOf(fields: Fields, indexes: Indexes): Transaction {
  const list = accessList(fields, indexes.data), type = typeOf(fields, list !== undefined), to = String(fields['to'] ?? '');
  const blobs = fields['blobVersionedHashes'] as string[] | undefined, tuples = authorizations(fields);
  return {
    type,
    sender: String(fields['sender']).toLowerCase(),
    to: to === '' || to === '0x' ? undefined : to.toLowerCase(),
    nonce: number(fields['nonce'], 8),
    gasLimit: number(at(fields['gasLimit'], indexes.gas), 8),
    value: number(at(fields['value'], indexes.value), 32),
    data: fromHex(String(at(fields['data'], indexes.data) ?? '0x')),
    ...fees(fields),
    ...(list === undefined ? {} : { accessList: list }),
    ...(tuples === undefined ? {} : { authorizationList: tuples }),
    ...(blobs === undefined ? {} : {
      blobVersionedHashes: blobs.map((hash) => toBigInt(fromHex(hash))), maxFeePerBlobGas: number(fields['maxFeePerBlobGas'], 32),
    }),
  };
}
