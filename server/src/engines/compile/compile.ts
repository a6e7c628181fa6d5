import type { SourceFile } from '../findings.ts';
import { buildProject } from '../solidity/project/build.ts';
import type { Contract, FileUnit } from '../solidity/project/model.ts';
import type { AbiEntry, Artefact, CompiledUnit, LinkReference, StorageSlot } from './artefact.ts';
import { chooseCompilers, type CompilerChoice, importClosure } from './choose.ts';

/** Compiles standard JSON with a compiler of this version. */
export type RunCompiler = (version: string, input: string) => string;

/** The compilers at hand. */
export interface Compilers {
  versions: Iterable<string>;
  run: RunCompiler;
}

/** Why there is no code. */
export interface CompileFailure {
  file: string;
  reason: string;
  /** Where the compiler points, in bytes. */
  at?: { file: string; start: number };
}

const SELECTION = ['abi', 'evm.bytecode.object', 'evm.bytecode.linkReferences', 'evm.deployedBytecode.object', 'evm.deployedBytecode.linkReferences', 'evm.deployedBytecode.sourceMap', 'evm.methodIdentifiers', 'storageLayout'];

/**
 * Compiles a file with what it imports. Without the optimiser, so that every operation of the source is in the code;
 * with it only where the stack is too deep. Contracts that lean on files which are not there are left out and named.
 * Never throws for any source.
 */
export function compileFile(file: FileUnit, compilers: Compilers): CompiledUnit | CompileFailure {
  if (file.language !== 'solidity') return { file: file.path, reason: 'there is no Vyper compiler here; Vyper is analysed but not executed' };
  const closure = importClosure(file);
  let failure: CompileFailure = { file: file.path, reason: 'no compiler admits its pragma' };
  let isFirst = true;
  for (const choice of chooseCompilers(closure, compilers.versions)) {
    if (choice.version === null) return { file: file.path, reason: `no compiler for Solidity ${choice.wanted} is installed; set SOLC_MIRROR_URL to fetch it` };
    const result = compileWith(closure, { choice, version: choice.version, run: compilers.run });
    if (!('reason' in result)) return result;
    // What the best choice says is what people expect to read.
    if (isFirst) failure = result;
    isFirst = false;
  }
  return failure;
}

const MAX_OMISSIONS = 12;
const MAX_CODE_BYTES = 24_576;

/**
 * Compiles, and does what its failure calls for: the optimiser where the stack is too deep or the code too large to be
 * deployed; contracts left out one by one, but only where files are missing: else a fault is a fault.
 */
function compileWith(files: FileUnit[], attempt: Pick<Attempt, 'choice' | 'version' | 'run'>): CompiledUnit | CompileFailure {
  const contracts = files.flatMap((one) => one.contracts);
  const isPartial = files.some((one) => one.imports.some(({ target }) => !target));
  const omitted = new Set<Contract>(isPartial ? contracts.filter(hasMissingBase) : []);
  let isOptimised = false;
  for (let at = 0; at < MAX_OMISSIONS; at++) {
    const result = tryCompile(files, { ...attempt, isOptimised, omitted });
    if (!isOptimised && needsOptimiser(result)) {
      isOptimised = true;
      continue;
    }
    const culprit = isPartial ? contractAt(files, result) : null;
    if (!culprit || omitted.has(culprit)) return result;
    for (const one of contracts) if (one.linear.includes(culprit)) omitted.add(one);
  }
  return { file: files[0]?.path ?? '', reason: 'too much of it leans on files that are not there' };
}

function needsOptimiser(result: CompiledUnit | CompileFailure): boolean {
  if ('reason' in result) return /stack too deep/i.test(result.reason);
  // EIP-170: what is larger cannot be deployed; optimised it often can.
  return result.artefacts.some(({ runtime }) => runtime.length > 2 * MAX_CODE_BYTES);
}

function hasMissingBase(contract: Contract): boolean {
  return contract.linear.some((one) => one.missingBases.length > 0);
}

function contractAt(files: FileUnit[], result: CompiledUnit | CompileFailure): Contract | null {
  const at = 'reason' in result ? result.at : undefined;
  const file = files.find((one) => one.path === at?.file);
  return file?.contracts.find(({ node }) => at !== undefined && node.start <= at.start && at.start < node.end) ?? null;
}

interface Attempt {
  choice: CompilerChoice;
  version: string;
  isOptimised: boolean;
  omitted: ReadonlySet<Contract>;
  run: RunCompiler;
}

interface Output {
  errors?: { severity: string; message: string; formattedMessage?: string; sourceLocation?: { file: string; start: number } }[];
  sources?: Record<string, { id: number }>;
  contracts?: Record<string, Record<string, RawContract>>;
}

interface RawCode {
  object?: string;
  sourceMap?: string;
  linkReferences?: Record<string, Record<string, { start: number }[]>>;
}

interface RawContract {
  abi?: AbiEntry[];
  storageLayout?: { storage?: StorageSlot[] } | null;
  evm?: { bytecode?: RawCode; deployedBytecode?: RawCode; methodIdentifiers?: Record<string, string> };
}

function tryCompile(files: FileUnit[], { choice, version, isOptimised, omitted, run }: Attempt): CompiledUnit | CompileFailure {
  const [main] = files;
  const path = main?.path ?? '';
  let output: Output;
  try {
    output = JSON.parse(run(version, JSON.stringify(inputOf(files, { choice, isOptimised, omitted })))) as Output;
  } catch (error) {
    return { file: path, reason: `solc ${version} failed: ${error instanceof Error ? error.message : 'unknown'}` };
  }
  const failure = faultOf(output, version);
  if (failure) return { file: path, ...failure };
  const { wanted, isSubstitute } = choice;
  return { file: path, compiler: version, wanted, isSubstitute, isOptimised, omitted: [...omitted].map((one) => one.name), ...readOutput(output) };
}

function faultOf({ errors = [], contracts }: Output, version: string): Omit<CompileFailure, 'file'> | null {
  const fault = errors.find((error) => error.severity === 'error');
  if (!fault) return contracts ? null : { reason: `solc ${version}: no output` };
  const [first = ''] = fault.message.split('\n');
  return { reason: `solc ${version}: ${first.slice(0, 300)}`, ...(fault.sourceLocation && { at: fault.sourceLocation }) };
}

function readOutput({ contracts = {}, sources = {} }: Output): Pick<CompiledUnit, 'artefacts' | 'files'> {
  const artefacts = Object.entries(contracts).flatMap(([file, named]) => Object.entries(named).map(([name, raw]) => readContract(file, name, raw)));
  return { artefacts, files: Object.fromEntries(Object.entries(sources).map(([file, { id }]) => [id, file])) };
}

function inputOf(files: FileUnit[], { choice, isOptimised, omitted }: Pick<Attempt, 'choice' | 'isOptimised' | 'omitted'>): object {
  return {
    language: 'Solidity',
    sources: Object.fromEntries(files.map((file) => [file.path, { content: textFor(file, choice.isSubstitute, omitted) }])),
    settings: { optimizer: { enabled: isOptimised, runs: 200 }, outputSelection: { '*': { '*': SELECTION } } },
  };
}

/** What the compiler must not see becomes blanks, so that every offset stays. */
function textFor({ source, unit, imports, contracts }: FileUnit, isSubstitute: boolean, omitted: ReadonlySet<Contract>): string {
  const pragmas = isSubstitute ? unit.items.filter((item) => item.type === 'PragmaDirective' && /^\s*pragma\s+solidity/.test(source.slice(item.start, item.end))) : [];
  const unresolved = imports.filter(({ target }) => !target).map(({ directive }) => directive);
  const left = contracts.filter((contract) => omitted.has(contract)).map(({ node }) => node);
  return [...pragmas, ...unresolved, ...left].reduce((text, { start, end }) => text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end), source);
}

function readContract(file: string, name: string, { abi = [], evm = {}, storageLayout }: RawContract): Artefact {
  const { bytecode = {}, deployedBytecode = {}, methodIdentifiers = {} } = evm;
  return {
    file, name, abi, selectors: methodIdentifiers,
    creation: bytecode.object ?? '', runtime: deployedBytecode.object ?? '',
    creationLinks: linksOf(bytecode), runtimeLinks: linksOf(deployedBytecode),
    sourceMap: deployedBytecode.sourceMap ?? '', storage: storageLayout?.storage ?? [],
  };
}

function linksOf({ linkReferences = {} }: RawCode): LinkReference[] {
  return Object.entries(linkReferences).flatMap(([file, libraries]) =>
    Object.entries(libraries).flatMap(([library, places]) => places.map(({ start }) => ({ file, library, offset: start }))),
  );
}

/** Compiles every Solidity file that no other file imports. Never throws for any source. */
export function compileSources(files: SourceFile[], compilers: Compilers): (CompiledUnit | CompileFailure)[] {
  const { project } = buildProject(solidityOnly(files));
  return rootsOf(project.files).map((file) => compileFile(file, compilers));
}

/** The releases that the sources ask for and that are not among `available`. */
export function compilersWanted(files: SourceFile[], available: Iterable<string>): string[] {
  const versions = [...available];
  const { project } = buildProject(solidityOnly(files));
  const choices = rootsOf(project.files).flatMap((file) => chooseCompilers(importClosure(file), versions).slice(0, 1));
  return [...new Set(choices.filter(({ isSubstitute }) => isSubstitute).map(({ wanted }) => wanted))];
}

function rootsOf(files: FileUnit[]): FileUnit[] {
  const imported = new Set(files.flatMap((file) => file.imports.map(({ target }) => target)));
  const roots = files.filter((file) => !imported.has(file));
  return roots.length > 0 ? roots : files.slice(0, 1);
}

/** What a Solidity compiler can read. */
export function solidityOnly(files: SourceFile[]): SourceFile[] {
  return files.filter(({ path, content }) => path.endsWith('.sol') && !content.includes('\0'));
}
