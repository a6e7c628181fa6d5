import { type Contract, type Endpoint, locate, type Place } from '../../src/contracts/kit/index.ts';
import { codeLink, generated, table } from './markdown.ts';

function accessOf({ access, permission }: Endpoint): string {
  if (access === 'public') return 'anybody';
  return permission === null ? 'signed in' : `permission \`${permission}\``;
}

function fileOf(endpoint: Endpoint, contract: Contract, places: readonly Place[]): string {
  const found = locate(endpoint.line, places);
  return (found.find((place) => place.contract === contract.name) ?? found[0])?.file ?? '';
}

function summaryOf(contracts: readonly Contract[]): string {
  const rows = contracts.map(({ name, endpoints }) => {
    const built = endpoints.filter(({ isBuilt }) => isBuilt).length;
    return [`[${name}](#${name})`, String(endpoints.length), String(built), String(endpoints.length - built)];
  });
  return table(['Contract', 'Declared', 'Built', 'Not built'], rows);
}

function missingOf(contract: Contract): string {
  const missing = contract.endpoints.filter(({ isBuilt }) => !isBuilt);
  if (missing.length === 0) return '';
  return `\n### ${contract.name}: ${missing.length} not built\n\n${missing.map(({ line, summary }) => `- \`${line}\`: ${summary}`).join('\n')}\n`;
}

function chapterOf(contract: Contract, places: readonly Place[]): string {
  const rows = contract.endpoints.map((endpoint) => {
    const file = fileOf(endpoint, contract, places);
    const link = file === '' ? `\`${endpoint.line}\`` : codeLink(`\`${endpoint.line}\``, file);
    return [link, endpoint.summary, accessOf(endpoint), endpoint.isBuilt ? 'built' : '501', endpoint.guide];
  });
  return `\n## ${contract.name}\n\n${contract.title}. [OpenAPI](openapi/${contract.name}.json)\n\n${table(['Endpoint', 'What it does', 'Who may', 'State', 'Source'], rows)}`;
}

/** Contracts of one name are one chapter: what guides share is spoken in more than one dialect. */
function byName(contracts: readonly Contract[]): readonly Contract[] {
  const chapters = new Map<string, Contract>();
  for (const contract of contracts) {
    const before = chapters.get(contract.name);
    chapters.set(contract.name, { ...contract, endpoints: [...(before?.endpoints ?? []), ...contract.endpoints] });
  }
  return [...chapters.values()];
}

/** `docs/reference/endpoints.md`: what is missing first, then everything. */
export function endpointsPage(all: readonly Contract[], places: readonly Place[]): string {
  const contracts = byName(all);
  return [
    generated,
    '# Endpoints\n\nEvery endpoint of every guide is declared. What is not built answers 501 in the guide\'s error shape and is listed first.\n\n',
    summaryOf(contracts),
    '\n## Not built yet\n',
    ...contracts.map(missingOf),
    ...contracts.map((contract) => chapterOf(contract, places)),
  ].join('');
}
