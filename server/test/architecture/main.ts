import { join } from 'node:path';
import { checkArchitecture, rules } from './check.ts';

const { files, violations } = checkArchitecture(join(import.meta.dirname, '../../..'));
for (const { file, line, rule, message } of violations) console.error(`${file}:${line}: ${message} [${rule}]`);
console.log(`${files} files, ${rules.length} rules, ${violations.length} violations`);
process.exitCode = violations.length === 0 ? 0 : 1;
