import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { processPassword, type ServerProcess, startServerProcess } from '../../support/server-process.ts';

const browserPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--no-first-run', '--disable-component-update', '--disable-sync'];
const root = join(import.meta.dirname, '../../../..');
/** Generous: a busy machine is no fault of the console. */
const PATIENCE_MS = 45_000;

/** How a reader's browser looks. */
export interface View {
  readonly width: number;
  readonly height: number;
  readonly theme: 'light' | 'dark';
}

export const views = {
  light: { width: 1440, height: 900, theme: 'light' },
  dark: { width: 1440, height: 900, theme: 'dark' },
  phone: { width: 390, height: 844, theme: 'light' },
} as const satisfies Record<string, View>;

/** The real server on an empty data folder, and a browser in front of it. */
export interface Stage extends AsyncDisposable {
  readonly url: string;
  readonly server: ServerProcess;
  /** A page of a reader of their own, signed in unless told otherwise. What goes wrong in it is kept in `faults`. */
  open(path: string, options?: { view?: View; isSignedIn?: boolean }): Promise<Visit>;
}

/** One reader's page. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Exceptions of the page, and console errors other than refused requests. */
  readonly faults: readonly string[];
}

function watch(page: Page): readonly string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text());
  });
  return faults;
}

async function openVisit(browser: Browser, url: string, view: View): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: url, viewport: { width: view.width, height: view.height }, colorScheme: view.theme, reducedMotion: 'reduce', acceptDownloads: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  return { context, page, faults: watch(page) };
}

/** Starts server and browser; both end when the stage is disposed of. */
export async function openStage(env: Readonly<Record<string, string>> = {}): Promise<Stage> {
  if (!existsSync(browserPath)) throw new Error(`no Chromium at ${browserPath}: install Debian's package chromium or set CHROMIUM_PATH`);
  execFileSync(process.execPath, [join(root, 'console/build-if-stale.ts')], { stdio: ['ignore', 'ignore', 'inherit'] });
  const dataDir = await mkdtemp(join(tmpdir(), 'bulwark-e2e-'));
  const server = await startServerProcess(dataDir, env);
  const browser = await chromium.launch({ executablePath: browserPath, args: flags });
  return {
    url: server.url,
    server,
    async open(path, { view = views.light, isSignedIn = true } = {}) {
      const visit = await openVisit(browser, server.url, view);
      if (isSignedIn) {
        const reply = await visit.context.request.post('/api/console/v1/auth/login', { data: { username: 'admin', password: processPassword } });
        if (!reply.ok()) throw new Error(`sign-in failed: ${reply.status()} ${await reply.text()}`);
      }
      await visit.page.goto(path);
      return visit;
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export { processPassword as adminPassword };
