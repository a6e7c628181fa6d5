#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Most of a start is reading TypeScript; the second one reads what the first compiled.
enableCompileCache();
const { commands } = await import('../src/cli/index.ts');

const [name = 'help', ...args] = process.argv.slice(2);
const command = commands[name] ?? commands.help;
try {
  process.exitCode = await command?.run(args);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
