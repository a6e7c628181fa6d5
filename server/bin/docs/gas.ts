import { type GasAdvice, gasAdvices, gasMeasurement, gasScoreFormula, savingOf } from '../../src/engines/index.ts';
import { generated, table } from './markdown.ts';

const amount = (gas: number): string => (gas === 0 ? '' : gas.toLocaleString('en-US'));

function sectionOf({ id, title, why, fix, example }: GasAdvice): string {
  return `\n## ${id}\n\n${title}. ${why}\n\nFix: ${fix}\n\n\`\`\`solidity\n// before\n${example.before}\n// after\n${example.after}\n\`\`\`\n`;
}

/** `docs/reference/gas.md`: what the gas report advises, with the measured saving of each example. */
export function gasPage(): string {
  const sorted = gasAdvices.toSorted((a, b) => a.id.localeCompare(b.id));
  const rows = sorted.map(({ id, title }) => [`[\`${id}\`](#${id})`, title, amount(savingOf(id).call), amount(savingOf(id).creation)]);
  const how = `Both sides of each example are compiled (${gasMeasurement}) and run on our EVM; the numbers are the difference in gas of one call and of the creation, and negative where something gets dearer. A test measures them again. The gas score of a scan: ${gasScoreFormula}.`;
  return `${generated}# Gas advices\n\n${gasAdvices.length} advices. ${how}\n\n${table(['Id', 'Advice', 'Saved a call', 'Saved at creation'], rows)}${sorted.map(sectionOf).join('')}`;
}
