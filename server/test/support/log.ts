import type { Log, LogLine } from '../../src/platform/log/index.ts';

const nothing: LogLine = () => undefined;

/** A log that says nothing. */
export const silentLog: Log = {
  trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing, fatal: nothing,
  child: () => silentLog,
};
