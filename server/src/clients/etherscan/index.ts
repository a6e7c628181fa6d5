import { z } from 'zod';
import { parseJson } from '../../lib/json.ts';
import { fetchText, netErrors } from '../../platform/net/index.ts';

const entry = z.object({ SourceCode: z.string(), ContractName: z.string(), CompilerVersion: z.string() });
const answer = z.object({ status: z.string(), message: z.string().optional(), result: z.union([z.array(entry), z.string()]) });

/** An Etherscan-compatible API, version 2 (one address for all chains). */
export interface EtherscanApi {
  readonly url: string;
  readonly apiKey: string;
}

/** What a provider knows of a verified contract. */
export interface VerifiedSource {
  readonly contractName: string;
  /** As the provider prints it: plain source, a JSON of sources, or standard JSON in double braces. */
  readonly source: string;
}

/**
 * The verified source of a contract; null where none is known.
 * Errors: TARGET_FAILED with what the API said, TARGET_TIMEOUT. Source: Etherscan API v2, module contract, action getsourcecode.
 */
export async function getVerifiedSource(api: EtherscanApi, at: { chainId: number; address: string }, signal?: AbortSignal): Promise<VerifiedSource | null> {
  const query = new URLSearchParams({ chainid: String(at.chainId), module: 'contract', action: 'getsourcecode', address: at.address, apikey: api.apiKey });
  const { status, text } = await fetchText(`${api.url}?${query.toString()}`, { isTrusted: true, ...(signal !== undefined && { signal }) });
  const parsed = status === 200 ? answer.safeParse(parseJson(text)) : null;
  if (parsed === null || !parsed.success) throw netErrors.TARGET_FAILED({ message: `The source provider answered with status ${status}` });
  if (typeof parsed.data.result === 'string') throw netErrors.TARGET_FAILED({ message: `The source provider said: ${parsed.data.result.slice(0, 200)}` });
  const [first] = parsed.data.result;
  return first === undefined || first.SourceCode === '' ? null : { contractName: first.ContractName, source: first.SourceCode };
}
