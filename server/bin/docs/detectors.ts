import { type Detector, detectors } from '../../src/engines/index.ts';
import { codeLink, generated, table } from './markdown.ts';

function categoriesOf({ categories }: Detector): string {
  return [...categories.swc, ...categories.dasp.map((number) => `DASP-${number}`), ...categories.cwe, ...categories.owasp].join(', ');
}

function sectionOf(detector: Detector): string {
  const { id, title, severity, confidence, description, why, exampleBad, fix, references } = detector;
  return [
    `\n## ${id}\n`,
    `${title}. Severity ${severity}, confidence ${confidence}. ${categoriesOf(detector)}. ${codeLink('Code', `server/src/engines/detectors/${id}.ts`)}\n`,
    description,
    `\nWhy: ${why}\n`,
    `\`\`\`solidity\n${exampleBad}\n\`\`\`\n`,
    `Fix: ${fix}\n`,
    ...references.map((reference) => `- <${reference}>`),
    '',
  ].join('\n');
}

/** `docs/reference/detectors.md`: what the scanner looks for, from the detectors themselves. */
export function detectorsPage(): string {
  const sorted = [...detectors].sort((a, b) => a.id.localeCompare(b.id));
  const rows = sorted.map((detector) => [`[\`${detector.id}\`](#${detector.id})`, detector.title, detector.severity, detector.confidence, categoriesOf(detector)]);
  return `${generated}# Detectors\n\n${detectors.length} detectors.\n\n${table(['Id', 'Finds', 'Severity', 'Confidence', 'Categories'], rows)}${sorted.map(sectionOf).join('')}`;
}
