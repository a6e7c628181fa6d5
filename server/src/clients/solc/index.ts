/** The compilers of this installation: version to path of `soljson.js`. */
export { installedCompilers } from './installed.ts';
/** Loads a compiler into the calling thread and keeps it warm; throws where the file is none. */
export { type Compile, loadCompiler } from './load.ts';
/** A release from a configured mirror (solc-bin layout), verified by SHA-256 and cached. Errors: TARGET_FAILED, TARGET_TIMEOUT. */
export { compilerFromMirror, type MirrorOptions } from './mirror.ts';
