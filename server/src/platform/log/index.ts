export { createLog, type LogSink } from './create-log.ts';
export type { Log, LogLine } from './types.ts';
