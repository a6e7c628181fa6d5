import { createRequire } from 'node:module';

/** Standard JSON text in, standard JSON text out; runs in the calling thread and blocks it. */
export type Compile = (input: string) => string;

interface Soljson {
  cwrap(name: string, returns: string, takes: readonly string[]): (...args: readonly (string | number)[]) => string;
}

const require = createRequire(import.meta.url);
const loaded = new Map<string, Compile>();

/**
 * Loads a `soljson.js` (solc compiled to WebAssembly or asm.js) and keeps it warm: the first call takes a second, later
 * ones none. Throws where the file is no compiler. Source: the exports of libsolc, solc-js `bindings/compile`.
 */
export function loadCompiler(path: string): Compile {
  const known = loaded.get(path);
  if (known) return known;
  const compile = bind(requireQuietly(path));
  loaded.set(path, compile);
  return compile;
}

/** Emscripten builds take over the error handling of the whole process; it is given back. */
function requireQuietly(path: string): Soljson {
  const events = ['unhandledRejection', 'uncaughtException'] as const;
  const before = events.map((event) => process.listeners(event as 'uncaughtException'));
  const soljson = require(path) as Soljson;
  events.forEach((event, at) => {
    for (const listener of process.listeners(event as 'uncaughtException')) {
      if (!before[at]?.includes(listener)) process.removeListener(event, listener);
    }
  });
  return soljson;
}

function bind(soljson: Soljson): Compile {
  const has = (name: string): boolean => Object.hasOwn(soljson, `_${name}`);
  if (has('solidity_compile')) {
    // 0.6 added a context to the callback; surplus zeros do no harm in 0.5.
    const run = soljson.cwrap('solidity_compile', 'string', ['string', 'number', 'number']);
    const reset = has('solidity_reset') ? soljson.cwrap('solidity_reset', 'null', []) : null;
    return (input) => {
      const output = run(input, 0, 0);
      reset?.();
      return output;
    };
  }
  if (!has('compileStandard')) throw new TypeError('this file is no Solidity compiler that knows standard JSON (0.4.11 or later)');
  const run = soljson.cwrap('compileStandard', 'string', ['string', 'number']);
  return (input) => run(input, 0);
}
