import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** A node of the compiler's tree, as far as the comparison reads it. */
export interface SolcNode {
  nodeType: string;
  src: string;
  name?: string;
  kind?: string;
  contractKind?: string;
  visibility?: string;
  stateMutability?: string;
  constant?: boolean;
  isConstructor?: boolean;
  nodes?: SolcNode[];
}

interface SolcOutput {
  sources?: Record<string, { ast?: SolcNode }>;
  errors?: { severity: string; formattedMessage?: string; message: string }[];
}

type Compile = (input: string) => string;
type Module = { compile: Compile; compileStandardWrapper?: Compile };

const PACKAGES: Readonly<Record<number, string>> = { 4: 'solc-0.4.26', 5: 'solc-0.5.17', 6: 'solc-0.6.12', 7: 'solc-0.7.6', 8: 'solc' };
const loaded = new Map<number, Compile>();

/** The compiler of a series: standard JSON in, standard JSON out. */
export function compilerFor(minor: number): Compile {
  const known = loaded.get(minor);
  if (known) return known;
  const listeners = process.listeners('unhandledRejection');
  const compiler = require(PACKAGES[minor] ?? 'solc') as Module;
  // Emscripten builds take over the process's error handling; give it back.
  process.removeAllListeners('unhandledRejection');
  process.removeAllListeners('uncaughtException');
  for (const listener of listeners) process.on('unhandledRejection', listener);
  const compile = compiler.compileStandardWrapper ?? compiler.compile;
  loaded.set(minor, compile);
  return compile;
}

/** The compiler's own tree of a single file without imports; throws with its messages where it has none. */
export function solcTree(source: string, minor: number): SolcNode {
  const input = {
    language: 'Solidity',
    sources: { 'input.sol': { content: source.replace(/pragma solidity [^;]+;/g, (text) => ' '.repeat(text.length)) } },
    settings: { outputSelection: { '*': { '': ['ast'] } } },
  };
  const output = JSON.parse(compilerFor(minor)(JSON.stringify(input))) as SolcOutput;
  const tree = output.sources?.['input.sol']?.ast;
  if (!tree) throw new Error(output.errors?.map((error) => error.formattedMessage ?? error.message).join('\n') ?? 'no tree');
  return tree;
}
