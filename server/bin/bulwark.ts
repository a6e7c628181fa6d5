#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Most of a start is reading TypeScript; the second one reads what the first compiled.
enableCompileCache();
const { commands } = await import('../src/cli/index.ts');

// Who reads from a pipe may stop before the end, as `head` does: that is no fault, and the exit code stays what it is.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const [name = 'help', ...args] = process.argv.slice(2);
const command = commands[name] ?? commands.help;
try {
  process.exitCode = await command?.run(args);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
