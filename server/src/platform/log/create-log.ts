import { destination, pino, type Bindings, type ChildLoggerOptions, type DestinationStream, type Logger } from 'pino';
import type { Config } from '../config/index.ts';
import { redact } from './redact.ts';

/** Where lines go; standard output when absent. */
export type LogSink = DestinationStream;

/** Lines wait at most this long in memory, so that a write carries many of them. */
const FLUSH_MS = 100;
const BUFFER_BYTES = 8192;

/**
 * The log of the process: one JSON object per line with `level`, `time` (UTC ISO 8601), `msg` and the given facts.
 * Fields named like secrets are replaced at any depth, also inside errors and URLs.
 * Returns pino's own logger, so that Fastify can take it; other code asks for `Log`.
 */
export function createLog(config: Pick<Config, 'LOG_LEVEL'>, sink?: LogSink): Logger {
  const log = pino(
    {
      level: config.LOG_LEVEL,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      // redact() has already turned errors into plain fields.
      serializers: { err: (fields: unknown) => fields },
      formatters: { level: (label) => ({ level: label }), log: redact },
    },
    sink ?? destination({ dest: 1, sync: false, minLength: BUFFER_BYTES, periodicFlush: FLUSH_MS }),
  );
  return redactChildren(log);
}

/** Children inherit the override, so theirs are covered too. */
function redactChildren(log: Logger): Logger {
  const child = log.child;
  log.child = function redactedChild<Levels extends string = never>(this: Logger, facts: Bindings, options?: ChildLoggerOptions<Levels>) {
    return Reflect.apply(child, this, [redact(facts), options]) as Logger<Levels>;
  };
  return log;
}
