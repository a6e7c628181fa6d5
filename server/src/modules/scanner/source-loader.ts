import type { SourceFile } from '../../engines/index.ts';
import { getVerifiedSource } from '../../clients/etherscan/index.ts';
import { getCode, type RpcNode } from '../../clients/json-rpc/index.ts';
import { getVerifiedSources } from '../../clients/sourcify/index.ts';
import type { Config } from '../../platform/config/index.ts';
import { errors } from '../../platform/errors/index.ts';
import { maxTargets, proxyTargets } from './proxy-targets.ts';
import { scanErrors } from './scan.errors.ts';
import type { ScanRow } from './scan.repository.ts';
import type { ScanRunner } from './scan-runner.ts';
import type { ScanTarget } from './scan.types.ts';
import type { SourceStore } from './source-store.ts';

type ProviderConfig = Pick<Config, 'ETHERSCAN_API_KEY' | 'ETHERSCAN_API_URL' | 'POLYGONSCAN_API_KEY' | 'SOURCIFY_URL' | 'ETHEREUM_RPC_URL' | 'POLYGON_RPC_URL' | 'BSC_RPC_URL'>;
type AddressTarget = Extract<ScanTarget, { kind: 'address' }>;

const polygon = 137;

/** Runtime bytecode as a file, where no source is known. */
export const bytecodeEnding = '.hex';

export interface SourceLoaderParts {
  readonly config: ProviderConfig;
  readonly store: SourceStore;
  readonly runner: ScanRunner;
  /** Lets user-given RPC addresses be private (ALLOW_PRIVATE_TARGETS). */
  readonly allowPrivate: boolean;
  /** Keeps what was fetched as the scan's own copy. */
  adopt(scanId: string, files: readonly SourceFile[]): Promise<void>;
}

/** Brings the sources of a scan: from the storage, or for an address from a provider of verified sources. */
export class SourceLoader {
  readonly #parts: SourceLoaderParts;
  constructor(parts: SourceLoaderParts) {
    this.#parts = parts;
  }

  /** Fails at once, before a scan is accepted, when neither a provider of verified sources nor a node of the chain is configured. */
  assertConfigured(chainId: number): void {
    if (this.#keyFor(chainId) !== null || this.#parts.config.SOURCIFY_URL !== undefined || this.#configuredNode(chainId) !== null) return;
    throw errors.INTEGRATION_NOT_CONFIGURED({
      message: 'Scanning by address needs a provider of verified sources: set ETHERSCAN_API_KEY or SOURCIFY_URL, or upload the source instead',
      details: { variables: ['ETHERSCAN_API_KEY', 'SOURCIFY_URL'], chainId },
    });
  }

  async load(row: ScanRow, signal: AbortSignal): Promise<readonly SourceFile[]> {
    if (row.manifest.length > 0 || row.target.kind !== 'address') return await this.#parts.store.read(row.manifest);
    const files = await this.#fetch(row.target, signal);
    await this.#parts.adopt(row.id, files);
    return files;
  }

  #keyFor(chainId: number): string | null {
    const { ETHERSCAN_API_KEY: key, POLYGONSCAN_API_KEY: polygonKey } = this.#parts.config;
    return (chainId === polygon ? (polygonKey ?? key) : key) ?? null;
  }

  #configuredNode(chainId: number): RpcNode | null {
    const { ETHEREUM_RPC_URL, POLYGON_RPC_URL, BSC_RPC_URL } = this.#parts.config;
    const url = { 1: ETHEREUM_RPC_URL, 56: BSC_RPC_URL, [polygon]: POLYGON_RPC_URL }[chainId];
    return url === undefined ? null : { url, isTrusted: true };
  }

  #nodeFor({ chainId, rpcUrl }: AddressTarget): RpcNode | null {
    return rpcUrl === null ? this.#configuredNode(chainId) : { url: rpcUrl, isTrusted: this.#parts.allowPrivate };
  }

  /** The contract at the address, and behind a proxy also the contracts whose code it runs, below their addresses. */
  async #fetch(target: AddressTarget, signal: AbortSignal): Promise<readonly SourceFile[]> {
    const own = await this.#contractAt(target, signal);
    const node = this.#nodeFor(target);
    if (node === null) return own;
    const behind: SourceFile[] = [];
    for (const address of (await proxyTargets(node, target.address, signal)).slice(0, maxTargets)) {
      const files = await this.#contractAt({ ...target, address }, signal);
      behind.push(...files.map((file) => (file.path.startsWith(address) ? file : { ...file, path: `${address}/${file.path}` })));
    }
    return [...own, ...behind];
  }

  async #contractAt(target: AddressTarget, signal: AbortSignal): Promise<readonly SourceFile[]> {
    const files = (await this.#fromEtherscan(target, signal)) ?? (await this.#fromSourcify(target, signal));
    if (files !== null && files.length > 0) return files;
    const node = this.#nodeFor(target);
    const at = `${target.address} on chain ${target.chainId}`;
    if (node === null) throw scanErrors.SOURCE_NOT_FOUND({ message: `No verified source is known for ${at}, and no node is configured to read its bytecode` });
    const code = await getCode(node, target.address, signal);
    if (code === '0x') throw scanErrors.SOURCE_NOT_FOUND({ message: `There is no contract at ${at}` });
    return [{ path: `${target.address}${bytecodeEnding}`, content: code }];
  }

  async #fromEtherscan(target: AddressTarget, signal: AbortSignal): Promise<readonly SourceFile[] | null> {
    const apiKey = this.#keyFor(target.chainId);
    if (apiKey === null) return null;
    const found = await getVerifiedSource({ url: this.#parts.config.ETHERSCAN_API_URL, apiKey }, target, signal);
    if (found === null) return null;
    const recognised = await this.#parts.runner.recognise(`${found.contractName}.sol`, Buffer.from(found.source, 'utf8'));
    if (!recognised.ok) throw scanErrors.SOURCE_PROVIDER_FAILED({ message: `The verified source cannot be read: ${recognised.message}` });
    return recognised.files;
  }

  async #fromSourcify(target: AddressTarget, signal: AbortSignal): Promise<readonly SourceFile[] | null> {
    const url = this.#parts.config.SOURCIFY_URL;
    return url === undefined ? null : await getVerifiedSources(url, target, signal);
  }
}
