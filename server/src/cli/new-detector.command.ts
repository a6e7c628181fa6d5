import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newDetector } from '../engines/index.ts';
import { type Command, UsageError } from './command.ts';

const serverFolder = join(import.meta.dirname, '../..');

export const newCommand: Command = {
  usage: 'new detector <id>',
  about: 'writes a detector with documentation, fixtures and marks, ready to be filled',
  async run([what, id]) {
    if (what !== 'detector' || id === undefined || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) throw new UsageError('usage: bulwark new detector <id>, with an id such as unchecked-send');
    const files = newDetector(id);
    const taken = files.filter((file) => existsSync(join(serverFolder, file.path)));
    if (taken.length > 0) throw new UsageError(`${taken[0]?.path} is there already`);
    for (const file of files) {
      mkdirSync(dirname(join(serverFolder, file.path)), { recursive: true });
      writeFileSync(join(serverFolder, file.path), file.content);
      process.stdout.write(`server/${file.path}\n`);
    }
    return 0;
  },
};
