/** The module's operations. */
export type { DetectorInfo, Scanner } from './scanner.operations.ts';
/** What the operations speak of. */
export type * from './scan.types.ts';
/** Two versions of a contract beside each other. */
export type { UpgradeReport } from '../../engines/index.ts';
/** What happens to scans, for everybody who wants to know. */
export * from './scan.events.ts';
/** Builds the module. */
export { createScanner, type ScannerParts } from './create-scanner.ts';
/** Tells Solidity, Vyper, JSON of sources and archives apart by content; the command line does the same. */
export { recognise, type Recognised, Unreadable } from './recognise.ts';
/** Tries findings by execution in the calling thread; the command line does so, the server in workers. */
export { proveFindings, withConfirmations } from './prove.ts';
/** Codes that this module can answer with. */
export { scanErrors } from './scan.errors.ts';
