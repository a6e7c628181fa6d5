import type { SourceFile } from '../findings.ts';

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textAt(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Hexadecimal of a field that tools write as a string or as `{object}`; null for interfaces, which have none. */
function codeAt(value: unknown): string | null {
  const hex = textAt(isObject(value) ? value['object'] : value)?.replace(/^0x/i, '') ?? '';
  return hex === '' ? null : `0x${hex}`;
}

/** Deployed code tells what runs; creation code stands in where only that was kept. */
function codeFile(name: string, deployed: unknown, creation: unknown): SourceFile | null {
  const content = codeAt(deployed) ?? codeAt(creation);
  return content === null ? null : { path: `${name}.hex`, content };
}

/** Truffle and Brownie keep the source beside the code. */
function embeddedSource({ source, sourcePath, sourceName, contractName }: Json): SourceFile | null {
  const content = textAt(source);
  if (content === null) return null;
  const ending = /^\s*#\s*(@version|pragma)/m.test(content) ? 'vy' : 'sol';
  const name = textAt(sourceName) ?? textAt(sourcePath)?.split(/[\\/]/).pop() ?? `${textAt(contractName) ?? 'Contract'}.${ending}`;
  return { path: name, content };
}

/** One contract of Hardhat, Foundry, Truffle, Brownie or Ape. */
function singleArtifact(document: Json, fallback: string): SourceFile[] | null {
  if (!('bytecode' in document) && !('deployedBytecode' in document) && !('runtimeBytecode' in document)) return null;
  const source = embeddedSource(document);
  if (source !== null) return [source];
  const name = textAt(document['contractName']) ?? fallback;
  const file = codeFile(name, document['deployedBytecode'] ?? document['runtimeBytecode'], document['bytecode']);
  return file === null ? [] : [file];
}

/** A contract in the compiler's standard output (`evm.bytecode.object`) or in `--combined-json` (`bin`). */
function compiledContract(name: string, contract: unknown): SourceFile[] {
  if (!isObject(contract)) return [];
  const evm = isObject(contract['evm']) ? contract['evm'] : {};
  const file = codeFile(name, evm['deployedBytecode'] ?? contract['bin-runtime'], evm['bytecode'] ?? contract['bin']);
  return file === null ? [] : [file];
}

/** What the compiler printed, without the sources it read. */
function compilerOutput(document: Json): SourceFile[] | null {
  const { contracts } = document;
  if (!isObject(contracts)) return null;
  return Object.entries(contracts).flatMap(([key, value]) => {
    const isCombined = isObject(value) && ('bin' in value || 'bin-runtime' in value || 'abi' in value);
    if (isCombined || !isObject(value)) return compiledContract(key.replaceAll(':', '/'), value);
    return Object.entries(value).flatMap(([name, contract]) => compiledContract(`${key}/${name}`, contract));
  });
}

/**
 * The files inside what build tools write: build-info of Hardhat and Foundry (the sources of its `input`), an artifact
 * of one contract (its source where it is kept, else its bytecode as a `.hex` file), and the compiler's own output.
 * Null for JSON that is none of these; an empty list for an interface, which has no code.
 */
export function readArtifact(document: Record<string, unknown>, name: string): SourceFile[] | null {
  const { input } = document;
  if (isObject(input) && isObject(input['sources'])) {
    return Object.entries(input['sources']).flatMap(([path, value]) => {
      const content = isObject(value) ? textAt(value['content']) : null;
      return content === null ? [] : [{ path, content }];
    });
  }
  const fallback = (name.split(/[\\/]/).pop() ?? '').replace(/\.json$/i, '') || 'Contract';
  return singleArtifact(document, fallback) ?? compilerOutput(document);
}
