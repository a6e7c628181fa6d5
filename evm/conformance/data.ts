import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with the public EVM test data. Throws when it is not there. */
export function dataFolder(): string {
  const root = process.env['BULWARK_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
  const folder = join(root, 'evm');
  if (!existsSync(folder)) {
    throw new Error(`EVM test data not found at ${folder}; set BULWARK_DATA to the folder that holds evm/`);
  }
  return folder;
}
