import { fromHex } from '../src/bytes.ts';
import { requestsHash } from '../src/block/requests.ts';
import { decode, encode } from '../src/rlp.ts';
import type { Rlp } from '../src/rlp.ts';

/** A block of the "blocks" form. */
export interface RlpBlock {
  readonly rlp: string;
  readonly expectException?: string;
  readonly blockHeader?: Record<string, string>;
  readonly rlp_decoded?: Omit<RlpBlock, 'rlp'>;
  readonly withdrawals?: readonly TestWithdrawal[];
  readonly uncleHeaders?: readonly Record<string, string>[];
}

/** An engine_newPayload call with its parameters. */
export interface EnginePayload {
  readonly params: readonly [payload: Record<string, unknown>, blobHashes?: string[], beaconRoot?: string, requests?: string[]];
  readonly validationError?: string;
  readonly errorCode?: string | number;
}

interface TestWithdrawal {
  readonly address: string;
  readonly amount: string;
}

/** A block of either form. */
export interface ChainBlock {
  readonly header: Record<string, string>;
  readonly transactions: readonly Uint8Array[];
  readonly withdrawals: readonly TestWithdrawal[];
  readonly uncles: readonly Record<string, string>[];
  /** Why the block must be refused, undefined for a valid one. */
  readonly exception?: string;
}

/** Raw transactions of a block's RLP: legacy ones are lists, typed ones byte strings. */
function rawTransactions(rlp: string): Uint8Array[] {
  const block = decode(fromHex(rlp)) as Rlp[];
  return (block[1] as Rlp[]).map((item) => (item instanceof Uint8Array ? item : encode(item)));
}

/** A block in RLP; undefined when it cannot be valid and is not taken apart by the test either. */
function fromRlp(block: RlpBlock): ChainBlock[] {
  const { rlp, expectException } = block, parts = block.rlp_decoded ?? block;
  if (parts.blockHeader === undefined) return [];
  const shared = { header: parts.blockHeader, withdrawals: parts.withdrawals ?? [], uncles: parts.uncleHeaders ?? [] };
  if (expectException === undefined) return [{ ...shared, transactions: rawTransactions(rlp) }];
  try {
    return [{ ...shared, transactions: rawTransactions(rlp), exception: expectException }];
  } catch {
    return [];
  }
}

/** Header fields by the engine API's names. */
const ENGINE_FIELDS: Readonly<Record<string, string>> = {
  receiptTrie: 'receiptsRoot', bloom: 'logsBloom', coinbase: 'feeRecipient', number: 'blockNumber', mixHash: 'prevRandao', hash: 'blockHash',
};
const SAME_FIELDS = ['parentHash', 'stateRoot', 'gasLimit', 'gasUsed', 'timestamp', 'baseFeePerGas', 'blobGasUsed', 'excessBlobGas'];

function fromEngine({ params, validationError, errorCode }: EnginePayload): ChainBlock {
  const [payload, , root, requests] = params;
  const names = [...Object.entries(ENGINE_FIELDS), ...SAME_FIELDS.map((name) => [name, name] as const)];
  const header = Object.fromEntries(names.flatMap(([name, theirs]) => (payload[theirs] === undefined ? [] : [[name, String(payload[theirs])]])));
  const exception = validationError ?? (errorCode === undefined ? undefined : `BlockException ${errorCode}`);
  return {
    header: {
      ...header,
      ...(root === undefined ? {} : { parentBeaconBlockRoot: root }),
      ...(requests === undefined ? {} : { requestsHash: requestsHash(requests.map(fromHex)) }),
    },
    transactions: (payload['transactions'] as string[]).map(fromHex),
    withdrawals: (payload['withdrawals'] ?? []) as TestWithdrawal[],
    uncles: [],
    ...(exception === undefined ? {} : { exception }),
  };
}

/** The blocks of a test in order, whichever form it has. */
export function blocksOf(test: { readonly blocks?: readonly RlpBlock[]; readonly engineNewPayloads?: readonly EnginePayload[] }): ChainBlock[] {
  return [...(test.blocks ?? []).flatMap(fromRlp), ...(test.engineNewPayloads ?? []).map(fromEngine)];
}
