import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The compilers that come with the installation: one per breaking series, as optional dependencies under an npm alias. */
const PACKAGES: Readonly<Record<string, string>> = {
  '0.4.26': 'solc-0.4.26', '0.5.17': 'solc-0.5.17', '0.6.12': 'solc-0.6.12', '0.7.6': 'solc-0.7.6', '0.8.30': 'solc',
};

const require = createRequire(import.meta.url);

/** Paths of the installed compilers by version; one that npm left out (`--omit=optional`) is not among them. */
export function installedCompilers(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [version, name] of Object.entries(PACKAGES)) {
    try {
      found.set(version, join(dirname(require.resolve(`${name}/package.json`)), 'soljson.js'));
    } catch {
      // Optional: whoever asks for this version is told that it is missing.
    }
  }
  return found;
}
