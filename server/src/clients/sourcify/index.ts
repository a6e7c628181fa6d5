import { z } from 'zod';
import { parseJson } from '../../lib/json.ts';
import { fetchText, netErrors } from '../../platform/net/index.ts';

const answer = z.object({ sources: z.record(z.string(), z.object({ content: z.string() })) });

/**
 * The verified sources of a contract by path; null where none are known.
 * Errors: TARGET_FAILED, TARGET_TIMEOUT. Source: Sourcify API v2, `GET /v2/contract/{chainId}/{address}?fields=sources`.
 */
export async function getVerifiedSources(baseUrl: string, at: { chainId: number; address: string }, signal?: AbortSignal): Promise<readonly { path: string; content: string }[] | null> {
  const url = `${baseUrl.replace(/\/$/, '')}/v2/contract/${at.chainId}/${at.address}?fields=sources`;
  const { status, text } = await fetchText(url, { isTrusted: true, ...(signal !== undefined && { signal }) });
  if (status === 404) return null;
  const parsed = status === 200 ? answer.safeParse(parseJson(text)) : null;
  if (parsed === null || !parsed.success) throw netErrors.TARGET_FAILED({ message: `The source provider answered with status ${status}` });
  return Object.entries(parsed.data.sources).map(([path, { content }]) => ({ path, content }));
}
