/** One level of a log: a sentence, or facts (an `err` field is printed with its stack) and a sentence. */
export interface LogLine {
  (message: string): void;
  (facts: object, message?: string): void;
}

/** What code needs of a log; pino's and Fastify's loggers both fit. */
export interface Log {
  readonly trace: LogLine;
  readonly debug: LogLine;
  readonly info: LogLine;
  readonly warn: LogLine;
  readonly error: LogLine;
  readonly fatal: LogLine;
  /** A log that adds these fields to each line, such as `{ requestId }`. */
  child(facts: Record<string, unknown>): Log;
}
