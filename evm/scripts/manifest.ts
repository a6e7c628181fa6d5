/**
 * The manifest that is published points at the JavaScript in dist/, the one in the repository at the sources. `publish` writes
 * the first (before npm packs), `restore` brings the second back (after it).
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const manifest = fileURLToPath(new URL('../package.json', import.meta.url)), saved = `${manifest}.saved`;

if (process.argv[2] === 'publish') {
  const { scripts: _scripts, devDependencies: _dev, publishConfig, ...kept } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    scripts: object; devDependencies: object; publishConfig: { exports: object };
  };
  renameSync(manifest, saved);
  writeFileSync(manifest, `${JSON.stringify({ ...kept, exports: publishConfig.exports, publishConfig: { access: 'public' } }, null, 2)}\n`);
} else if (existsSync(saved)) {
  renameSync(saved, manifest);
}
