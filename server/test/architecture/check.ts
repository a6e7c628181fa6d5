import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Rule, Violation } from './rule.ts';
import { consoleRule } from './rules/console.ts';
import { contractsRule } from './rules/contracts.ts';
import { cyclesRule } from './rules/cycles.ts';
import { documentedRule } from './rules/documented.ts';
import { enginesRule } from './rules/engines.ts';
import { globalRules } from './rules/globals.ts';
import { layersRule } from './rules/layers.ts';
import { modulesRule } from './rules/modules.ts';
import { namesRule } from './rules/names.ts';
import { packageRules } from './rules/packages.ts';
import { sizeRule } from './rules/size.ts';
import { readSources } from './source.ts';

/** Every rule, in the order of ARCHITECTURE.md. */
export const rules: readonly Rule[] = [layersRule, cyclesRule, contractsRule, consoleRule, modulesRule, enginesRule, ...packageRules, ...globalRules, namesRule, sizeRule, documentedRule];

const declaredSchema = z.strictObject({ modules: z.record(z.string(), z.array(z.string())), enginePackages: z.array(z.string()) });

/** Checks a checkout against the rules. */
export function checkArchitecture(root: string): { files: number; violations: readonly Violation[] } {
  const declared = declaredSchema.parse(JSON.parse(readFileSync(join(root, 'server/architecture.json'), 'utf8')));
  const sources = readSources(root);
  const violations = rules.flatMap((rule) => [...rule.check(sources, declared)].map((found) => ({ ...found, rule: rule.name })));
  return { files: sources.length, violations };
}
