/** Environments as the guide's documents and its client spell them, by the one name that is stored. */
const environments: Readonly<Record<string, string>> = { dev: 'development', sandbox: 'development', prod: 'production' };

/** The stored name of an environment, whatever the spelling. */
export function environmentName(spelling: string): string {
  return environments[spelling] ?? spelling;
}

/** Name of the topic behind a channel of this guide: `incidents`, `production`, `squad:Platform`. */
export function opsTopic(channel: string): string {
  return `ops:${environmentName(channel)}`;
}
