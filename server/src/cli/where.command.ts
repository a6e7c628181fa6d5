import { locate } from '../contracts/kit/where.ts';
import type { Command } from './command.ts';

export const whereCommand: Command = {
  usage: 'where "<METHOD /path>"',
  about: 'prints file and line of an endpoint, by the guide\'s own words',
  async run([line]) {
    if (line === undefined) {
      process.stderr.write('where: which endpoint? For example: bulwark where "POST /api/scanner/analyze"\n');
      return 2;
    }
    const places = locate(line);
    for (const { file, line: at, declared } of places) process.stdout.write(`${file}:${at}  ${declared}\n`);
    if (places.length === 0) process.stderr.write(`No contract declares ${line}\n`);
    return places.length === 0 ? 1 : 0;
  },
};
