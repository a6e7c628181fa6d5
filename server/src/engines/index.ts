/**
 * The analysis engines: pure computation from sources to findings and reports. Nothing here reads a file, a network
 * or a clock.
 */

/** The shapes of the engine's input and output; lines and columns are one-based. */
export type { AnalyzeReport, Finding, Incomplete, Severity, SourceFile } from './findings.ts';
/** An earlier report beside a new one: what is new, unchanged, fixed, or not known. Throws BaselineError for what is no report. */
export { type BaselineFinding, BaselineError, type Comparison, compareWithBaseline, readBaseline } from './baseline.ts';
/** What a contract is beside its faults: standards it keeps, cryptography it rests on. */
export type { ContractProfile } from './profiles.ts';
/** What a detector is and documents about itself. */
export type { Detector } from './detectors/detector.ts';
/** Every detector with its documentation, in the order of the registry. */
export { detectors } from './detectors/index.ts';
/** The files of a new detector with its fixtures, to be written below the server folder. Throws RangeError for a bad id. */
export { newDetector } from './detectors/new-detector.ts';
/** Sources to report. Never throws for any source; throws the reason of an aborted signal. */
export { analyze } from './solidity/analyze.ts';
/** Files that hold bytecode and nothing else, and the proxy (EIP-1167, 1967, 2535, 7702) that runtime code is. */
export { isBytecode, proxyOf } from './bytecode/findings.ts';
/** Unpacks standard JSON, Etherscan's `{{…}}`, flat JSON of sources, and artifacts of build tools. Throws SourcesError. */
export { readSources } from './solidity/sources.ts';
/** Two versions of contracts behind proxies: where their variables lie, what an upgrade loses. Never throws. Source: Solidity documentation, "Layout of State Variables in Storage". */
export { compareVersions, type UpgradeReport } from './solidity/layout/upgrade.ts';
/** Advices on gas with the savings measured in their examples. */
export { gasAdvices, gasMeasurement, gasScore, gasScoreFormula, savingOf } from './gas/index.ts';
/** What an advice says of itself. */
export type { GasAdvice } from './gas/advice.ts';
/** CSV (RFC 4180), one line per finding, safe to open in a spreadsheet. */
export { toCsv } from './report/csv.ts';
/** The object `bulwark scan --format json` prints. */
export { toJson } from './report/json.ts';
/** A SARIF 2.1.0 log (OASIS standard). */
export { toSarif } from './report/sarif.ts';
/** The report for a terminal, colours optional. */
export { toText } from './report/text.ts';
/** Compiled contracts: bytecode, ABI, source maps, storage layout. */
export type { Artefact, CompiledUnit } from './compile/artefact.ts';
/** Compiles every file that no other imports with the compilers at hand; `compilersWanted` names those that are not. Neither throws for any source. */
export { type CompileFailure, type Compilers, compilersWanted, compileSources } from './compile/compile.ts';
/** What a sandbox must do so that findings can be executed in it. */
export type { AccountChange, Inspection, Outcome, Sandbox, SandboxCall, SandboxEvent } from './confirm/sandbox.ts';
/** A finding shown by execution, transaction by transaction. */
export type { Confirmation, Proof, ProofEffect, ProofStep } from './confirm/proof.ts';
/** Tries findings in a sandbox; `canBeTried` says for which it makes sense. */
export { canBeTried, confirm, type ConfirmTools } from './confirm/confirm.ts';
