import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../lib/json.ts';
import { fetchText, netErrors } from '../../platform/net/index.ts';

const listSchema = z.object({
  builds: z.array(z.object({ path: z.string().regex(/^soljson-v[\w.+-]+\.js$/), version: z.string(), prerelease: z.string().optional(), sha256: z.string().regex(/^0x[0-9a-f]{64}$/) })),
});

const maxCompilerBytes = 64 * 1_048_576;

/** Where further compilers come from and where they are kept. */
export interface MirrorOptions {
  /** Folder of `list.json` and the builds it names, such as https://binaries.soliditylang.org/bin. */
  readonly url: string;
  /** Folder on this machine. */
  readonly folder: string;
  readonly signal?: AbortSignal;
}

/**
 * The path of a compiler from the mirror, downloaded on first use and checked against the SHA-256 in the mirror's
 * `list.json`, each time it is taken from the cache too. Null where the mirror has no such release.
 * Errors: TARGET_FAILED (bad answer, wrong hash), TARGET_TIMEOUT. Source: the layout of solc-bin.
 */
export async function compilerFromMirror(version: string, options: MirrorOptions): Promise<string | null> {
  const base = options.url.replace(/\/$/, '');
  const build = (await readList(base, options)).find((one) => one.version === version && one.prerelease === undefined);
  if (build === undefined) return null;
  const path = join(options.folder, build.path);
  const cached = await readFile(path).catch(() => null);
  if (cached !== null && hashOf(cached) === build.sha256) return path;
  const { status, text } = await fetchText(`${base}/${build.path}`, { isTrusted: true, maxBytes: maxCompilerBytes, timeoutMs: 120_000, ...(options.signal && { signal: options.signal }) });
  const content = Buffer.from(text, 'utf8');
  if (status !== 200 || hashOf(content) !== build.sha256) throw netErrors.TARGET_FAILED({ message: `The mirror's compiler ${version} does not have the hash its list states` });
  await mkdir(options.folder, { recursive: true });
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
  return path;
}

async function readList(base: string, { signal }: MirrorOptions): Promise<z.output<typeof listSchema>['builds']> {
  const { status, text } = await fetchText(`${base}/list.json`, { isTrusted: true, ...(signal && { signal }) });
  const parsed = status === 200 ? listSchema.safeParse(parseJson(text)) : null;
  if (parsed === null || !parsed.success) throw netErrors.TARGET_FAILED({ message: `The compiler mirror answered with status ${status} and no list of builds` });
  return parsed.data.builds;
}

function hashOf(content: Uint8Array): string {
  return `0x${createHash('sha256').update(content).digest('hex')}`;
}
