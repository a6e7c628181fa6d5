import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import '../../src/app.ts';
import { contracts, sharedContracts } from '../../src/contracts/index.ts';
import { declarations, type JsonSchema, openApi, withShared } from '../../src/contracts/kit/index.ts';
import { configPage } from './config.ts';
import { detectorsPage } from './detectors.ts';
import { endpointsPage } from './endpoints.ts';
import { errorsPage } from './errors.ts';
import { eventsPage } from './events.ts';
import { gasPage } from './gas.ts';
import { linkedGuide } from './guides.ts';

const repository = join(import.meta.dirname, '../../..');

/** JSON with one line per path, so that a change of one endpoint is a change of one line. */
function openApiText({ paths, ...rest }: JsonSchema): string {
  const lines = Object.entries(paths as Record<string, unknown>).map(([path, item]) => `${JSON.stringify(path)}: ${JSON.stringify(item)}`);
  return `${JSON.stringify(rest).slice(0, -1)}, "paths": {\n${lines.join(',\n')}\n}}\n`;
}

/** Every generated file: path relative to the repository → content. */
function pages(): ReadonlyMap<string, string> {
  const places = declarations();
  const all = [...contracts, ...sharedContracts];
  const files = new Map<string, string>([
    ['docs/reference/endpoints.md', endpointsPage(all, places)],
    ['docs/reference/errors.md', errorsPage()],
    ['docs/reference/events.md', eventsPage(repository, all)],
    ['docs/reference/config.md', configPage()],
    ['docs/reference/detectors.md', detectorsPage()],
    ['docs/reference/gas.md', gasPage()],
  ]);
  for (const contract of contracts) files.set(`docs/reference/openapi/${contract.name}.json`, openApiText(openApi(withShared(contract, sharedContracts))));
  const guides = join(repository, 'docs/guides');
  for (const name of readdirSync(guides).filter((file) => file.endsWith('.md'))) {
    files.set(`docs/guides/${name}`, linkedGuide(readFileSync(join(guides, name), 'utf8'), name.replace('.md', ''), places));
  }
  return files;
}

function isCurrent(path: string, text: string): boolean {
  const file = join(repository, path);
  return existsSync(file) && readFileSync(file, 'utf8') === text;
}

function write(path: string, text: string): void {
  const file = join(repository, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const files = pages();
const stale = [...files].filter(([path, text]) => !isCurrent(path, text));
if (process.argv.includes('--check')) {
  for (const [path] of stale) console.error(`${path} is out of date; run npm run docs`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const [path, text] of stale) write(path, text);
}
console.log(`${files.size} files, ${stale.length} ${process.argv.includes('--check') ? 'out of date' : 'written'}`);
