/** A type of the contract ABI as the compiler writes it. Source: Solidity's ABI specification, JSON. */
export interface AbiType {
  name: string;
  type: string;
  components?: AbiType[];
}

/** An entry of the ABI. */
export interface AbiEntry {
  type: string;
  name?: string;
  inputs?: AbiType[];
  outputs?: AbiType[];
  stateMutability?: string;
  payable?: boolean;
  constant?: boolean;
}

/** A variable of the storage layout; only compilers from 0.5.13 on give one. */
export interface StorageSlot {
  label: string;
  slot: string;
  offset: number;
  type: string;
}

/** Where a library's address goes: bytes from the start of the code. */
export interface LinkReference {
  file: string;
  library: string;
  offset: number;
}

/** A compiled contract. Code is hex without 0x and may hold placeholders of libraries. */
export interface Artefact {
  file: string;
  name: string;
  abi: AbiEntry[];
  /** Signature to selector, without 0x. */
  selectors: Record<string, string>;
  creation: string;
  runtime: string;
  creationLinks: LinkReference[];
  runtimeLinks: LinkReference[];
  /** Source map of the runtime code: `start:length:file:jump;…`, compressed, in bytes of the source. */
  sourceMap: string;
  storage: StorageSlot[];
}

/** What compiling one file with its imports gave. */
export interface CompiledUnit {
  /** The file that was asked for. */
  file: string;
  compiler: string;
  wanted: string;
  isSubstitute: boolean;
  isOptimised: boolean;
  /** Contracts left out because they lean on files that are not there. */
  omitted: string[];
  artefacts: Artefact[];
  /** Index of the source map to path. */
  files: Record<number, string>;
}
