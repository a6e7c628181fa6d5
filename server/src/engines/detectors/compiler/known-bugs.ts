import type { Version } from '../../solidity/project/version.ts';

/**
 * Known bugs of the Solidity compiler whose preconditions show in the source. Numbers, names, versions and severities
 * are facts from the project's own list, docs/bugs.json of https://github.com/argotorg/solidity (the list is part of
 * that project, licensed GPL-3.0); the sentences here are ours.
 */
export interface KnownBug {
  /** The number in the list. */
  uid: string;
  name: string;
  /** The first affected version; the beginning of time when absent. */
  introduced?: Version;
  /** The first version without the bug. */
  fixed: Version;
  severity: 'medium' | 'low' | 'info';
  effect: string;
  /** Compiler settings it needs besides what the source shows. */
  needs?: string;
}

/** By the key under which features.ts looks for what sets the bug off. */
export const KNOWN_BUGS = {
  transientClearing: {
    uid: 'SOL-2026-1', name: 'TransientStorageClearingHelperCollision', introduced: [0, 8, 28], fixed: [0, 8, 34], severity: 'medium',
    effect: 'deleting a transient and a stored variable may clear only one of them', needs: 'the IR pipeline',
  },
  selectorSideEffects: {
    uid: 'SOL-2023-1', name: 'MissingSideEffectsOnSelectorAccess', introduced: [0, 6, 2], fixed: [0, 8, 21], severity: 'low',
    effect: 'the expression before .selector is not evaluated', needs: 'the legacy pipeline',
  },
  conditionalTermination: {
    uid: 'SOL-2022-7', name: 'StorageWriteRemovalBeforeConditionalTermination', introduced: [0, 8, 13], fixed: [0, 8, 17], severity: 'medium',
    effect: 'writes to storage ahead of an assembly function that may end the call can be removed', needs: 'the optimiser',
  },
  headOverflow: {
    uid: 'SOL-2022-6', name: 'AbiReencodingHeadOverflowWithStaticArrayCleanup', introduced: [0, 5, 8], fixed: [0, 8, 16], severity: 'medium',
    effect: 'encoding an array of fixed length from calldata as the last part zeroes the first 32 bytes of what is dynamic',
  },
  dirtyBytes: {
    uid: 'SOL-2022-5', name: 'DirtyBytesArrayToStorage', fixed: [0, 8, 15], severity: 'low',
    effect: 'push() on bytes in storage can bring up old bytes in place of zero', needs: 'the legacy pipeline',
  },
  assemblyMemory: {
    uid: 'SOL-2022-4', name: 'InlineAssemblyMemorySideEffects', introduced: [0, 8, 13], fixed: [0, 8, 15], severity: 'medium',
    effect: 'a memory write in an assembly block that uses no variable of Solidity can be removed', needs: 'the optimiser',
  },
  encodeCallLiteral: {
    uid: 'SOL-2022-1', name: 'AbiEncodeCallLiteralAsFixedBytesBug', introduced: [0, 8, 11], fixed: [0, 8, 13], severity: 'low',
    effect: 'literals for bytesNN parameters are encoded wrongly by abi.encodeCall',
  },
  hashCaching: {
    uid: 'SOL-2021-1', name: 'KeccakCaching', fixed: [0, 8, 3], severity: 'medium',
    effect: 'two hashes of the same memory with different lengths can be taken for one', needs: 'the optimiser',
  },
  emptyBytesCopy: {
    uid: 'SOL-2020-11', name: 'EmptyByteArrayCopy', fixed: [0, 7, 4], severity: 'medium',
    effect: 'bytes that grow after an empty copy can contain foreign data',
  },
  arrayCleanup: {
    uid: 'SOL-2020-10', name: 'DynamicArrayCleanup', fixed: [0, 7, 3], severity: 'medium',
    effect: 'a packed array that was overwritten by a shorter one shows old elements when it grows',
  },
  memoryArray: {
    uid: 'SOL-2020-3', name: 'MemoryArrayCreationOverflow', introduced: [0, 2, 0], fixed: [0, 6, 5], severity: 'low',
    effect: 'a very large length makes a new array overlap other memory',
  },
  privateOverride: {
    uid: 'SOL-2020-2', name: 'privateCanBeOverridden', introduced: [0, 3, 0], fixed: [0, 5, 17], severity: 'low',
    effect: 'a private function of a base is replaced by one of the same name',
  },
  signedArrayCopy: {
    uid: 'SOL-2019-8', name: 'SignedArrayStorageCopy', introduced: [0, 4, 7], fixed: [0, 5, 10], severity: 'low',
    effect: 'negative numbers copied into a stored array of another type damage its elements',
  },
  shortExponent: {
    uid: 'SOL-2018-4', name: 'ExpExponentCleanup', fixed: [0, 4, 25], severity: 'medium',
    effect: 'a power with a short exponent type can be computed from dirty bits',
  },
  eventStruct: {
    uid: 'SOL-2018-3', name: 'EventStructWrongData', introduced: [0, 4, 17], fixed: [0, 4, 25], severity: 'low',
    effect: 'the event logs where the struct is, not what it holds',
  },
  nestedArrayResult: {
    uid: 'SOL-2018-2', name: 'NestedArrayFunctionCallDecoder', introduced: [0, 1, 4], fixed: [0, 4, 22], severity: 'medium',
    effect: 'the result of a function that returns an array of arrays corrupts memory',
  },
  delegatecallResult: {
    uid: 'SOL-2017-4', name: 'DelegateCallReturnValue', introduced: [0, 3, 0], fixed: [0, 4, 15], severity: 'low',
    effect: 'delegatecall reports the value that the called code returned, not its success',
  },
  recoverMalformed: {
    uid: 'SOL-2017-3', name: 'ECRecoverMalformedInput', fixed: [0, 4, 14], severity: 'medium',
    effect: 'ecrecover answers malformed input with whatever was in memory',
  },
  emptyString: {
    uid: 'SOL-2017-2', name: 'SkipEmptyStringLiteral', fixed: [0, 4, 12], severity: 'low',
    effect: 'an empty string as an argument is left out and the arguments after it move forward',
  },
  highOrderBytes: {
    uid: 'SOL-2016-9', name: 'HighOrderByteCleanStorage', introduced: [0, 1, 6], fixed: [0, 4, 4], severity: 'medium',
    effect: 'writing one of several short variables in a slot can overwrite its neighbours',
  },
} as const satisfies Readonly<Record<string, KnownBug>>;
