/** Providers as guide ops names them. */
export type ProviderKind = 'aws' | 'gcp' | 'azure' | 'digitalocean' | 'other';

const kinds: readonly (readonly [RegExp, ProviderKind])[] = [[/aws|amazon/i, 'aws'], [/google|gcp/i, 'gcp'], [/microsoft|azure/i, 'azure'], [/digital\s?ocean/i, 'digitalocean']];

/** The guide's word for a provider as the data names it. */
export function providerKind(name: string): ProviderKind {
  return kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
}

/** True when both names mean one provider. */
export function isSameProvider(a: string, b: string): boolean {
  const kind = providerKind(a);
  return kind === 'other' ? a.toLowerCase() === b.toLowerCase() : kind === providerKind(b);
}
