export { createLog, type LogSink } from './create-log.ts';
export { redact } from './redact.ts';
export type { Log, LogLine } from './types.ts';
