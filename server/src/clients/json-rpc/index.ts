import { z } from 'zod';
import { parseJson } from '../../lib/json.ts';
import { fetchText, netErrors } from '../../platform/net/index.ts';

const answer = z.object({ result: z.unknown().optional(), error: z.object({ code: z.number(), message: z.string() }).optional() });

/** A JSON-RPC node: where it is, and whether the operator (true) or a user (false) named it. */
export interface RpcNode {
  readonly url: string;
  readonly isTrusted: boolean;
}

/** One call of a JSON-RPC node. Errors: TARGET_NOT_ALLOWED, TARGET_FAILED, TARGET_TIMEOUT. Source: Ethereum execution API. */
export async function callRpc(node: RpcNode, { method, params }: { method: string; params: readonly unknown[] }, signal?: AbortSignal): Promise<unknown> {
  const { status, text } = await fetchText(node.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    isTrusted: node.isTrusted,
    ...(signal !== undefined && { signal }),
  });
  const parsed = answer.safeParse(parseJson(text));
  if (status !== 200 || !parsed.success) throw netErrors.TARGET_FAILED({ message: `The node answered ${method} with status ${status}` });
  if (parsed.data.error !== undefined) throw netErrors.TARGET_FAILED({ message: `The node refused ${method}: ${parsed.data.error.message.slice(0, 200)}` });
  return parsed.data.result;
}

/** Runtime bytecode at an address as 0x hex; `0x` where there is none. */
export async function getCode(node: RpcNode, address: string, signal?: AbortSignal): Promise<string> {
  const code = z.string().regex(/^0x([0-9a-f]{2})*$/i).safeParse(await callRpc(node, { method: 'eth_getCode', params: [address, 'latest'] }, signal));
  if (!code.success) throw netErrors.TARGET_FAILED({ message: 'The node answered eth_getCode with something else than code' });
  return code.data;
}
