import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Creation code by contract name, 0x hex. */
export type Artifacts = Readonly<Record<string, string>>;

interface SolcOutput {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts: Readonly<Record<string, Readonly<Record<string, { readonly evm: { readonly bytecode: { readonly object: string } } }>>>>;
}

/** Compiles Workloads.sol with the optimizer, for Paris so that every engine can run it. */
export function compile(): Artifacts {
  const solc = createRequire(import.meta.url)('solc') as { compile(input: string): string };
  const source = readFileSync(new URL('./Workloads.sol', import.meta.url), 'utf8');
  const output = JSON.parse(solc.compile(JSON.stringify({
    language: 'Solidity',
    sources: { 'Workloads.sol': { content: source } },
    settings: { optimizer: { enabled: true, runs: 1000 }, evmVersion: 'paris', outputSelection: { '*': { '*': ['evm.bytecode.object'] } } },
  }))) as SolcOutput;
  const failure = output.errors?.find((error) => error.severity === 'error');
  if (failure !== undefined) throw new Error(failure.formattedMessage);
  return Object.fromEntries(Object.entries(output.contracts['Workloads.sol'] ?? {}).map(([name, { evm }]) => [name, `0x${evm.bytecode.object}`]));
}
