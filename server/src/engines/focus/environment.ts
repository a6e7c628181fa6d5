/** Environments of guide ops. */
export type Environment = 'production' | 'staging' | 'development';

const keys = new Set(['environment', 'env', 'stage', 'environment-type', 'environment_type', 'aws:environment']);
const patterns: readonly (readonly [RegExp, Environment])[] = [
  [/^(pre-?prod(uction)?|stag(e|ing)?|stg|uat|acceptance|acc)\b/, 'staging'],
  [/^(prod(uction)?|prd|live)\b/, 'production'],
  [/^(dev(elop(ment)?)?|test(ing)?|qa|sandbox|sbx|int(egration)?|lab)\b/, 'development'],
];

/** The environment that a charge's tags name by `environment`, `env` or `stage`; null where they name none. */
export function environmentOf(tags: Readonly<Record<string, unknown>> | null): Environment | null {
  for (const [key, value] of Object.entries(tags ?? {})) {
    if (!keys.has(key.trim().toLowerCase().replace(/^user:/, '')) || typeof value !== 'string') continue;
    const name = value.trim().toLowerCase();
    const found = patterns.find(([pattern]) => pattern.test(name));
    if (found !== undefined) return found[1];
  }
  return null;
}
