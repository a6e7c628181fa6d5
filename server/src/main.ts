import { type App, createApp, type Role } from './app.ts';
import { runDemo } from './demo.ts';
import { loadConfig } from './platform/config/index.ts';
import { createLog } from './platform/log/index.ts';

export interface ServeOptions {
  readonly roles: readonly Role[];
  /** Fills an empty server with sample data of this seed; null for none. */
  readonly demoSeed: number | null;
}

const exitAfterMs = 15_000;

function stopOnSignals(app: App, print: (line: string) => void): void {
  let isStopping = false;
  const stop = (signal: string): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    print(`${signal}: finishing running work …`);
    setTimeout(() => process.exit(1), exitAfterMs).unref();
    app.close().then(() => process.exit(0), () => process.exit(1));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(signal));
}

/**
 * Starts the server of this process and serves until a signal ends it.
 * @throws ConfigError, DataFolderInUseError and what keeps the addresses from opening
 */
export async function serve({ roles, demoSeed }: ServeOptions): Promise<void> {
  const print = (line: string): void => void process.stderr.write(`${line}\n`);
  const config = loadConfig();
  const log = createLog(config);
  const app = await createApp({ config, log, roles });
  stopOnSignals(app, print);
  process.on('unhandledRejection', (reason) => log.error({ err: reason }, 'unhandled rejection'));
  try {
    if (app.administratorPassword !== null) print(`\n  First administrator: admin  password: ${app.administratorPassword}\n  It is shown this once; change it in the console under Account.\n`);
    const [main, ...further] = (await app.web?.listen()) ?? [];
    if (main !== undefined) print(`Bulwark serves ${config.CONTRACTS.join(', ')}\n  console and API  ${main}\n  documentation    ${main}/docs`);
    if (further.length > 0) print(`  scorpius also at ${further.join('  ')}`);
    if (roles.includes('worker')) print('  background work  in this process');
    if (demoSeed !== null) await runDemo(app, print, { seed: demoSeed });
  } catch (error) {
    await app.close();
    throw error;
  }
}
