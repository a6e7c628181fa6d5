import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathShape } from './paths.ts';

/** Where an endpoint is declared. */
export interface Place {
  /** Relative to the repository, with `/`. */
  readonly file: string;
  readonly line: number;
  /** The literal as declared. */
  readonly declared: string;
  /** Folder of the contract. */
  readonly contract: string;
}

const contractsFolder = join(import.meta.dirname, '..');
const repository = join(import.meta.dirname, '../../../..');
const declaration = /\b(?:endpoint|publicEndpoint|planned)\(\s*['"`]((?:GET|POST|PUT|PATCH|DELETE) \/[^'"`]*)['"`]/g;

function placesIn(file: string): Place[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(declaration)].map((match) => ({
    file: relative(repository, file).replaceAll('\\', '/'),
    line: text.slice(0, match.index + match[0].length).split('\n').length,
    declared: match[1] ?? '',
    contract: relative(contractsFolder, file).split(/[/\\]/)[0] ?? '',
  }));
}

/** Every declaration of every contract, read from the source. */
export function declarations(): readonly Place[] {
  return readdirSync(contractsFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort()
    .flatMap((name) => placesIn(join(contractsFolder, name)));
}

interface Asked {
  /** Null where the line names a path alone. */
  readonly method: string | null;
  readonly path: string;
}

/** Reads what people paste: a guide's line, a full address, `<id>` or `{ id }` parameters, a query, a trailing `;`. */
function read(line: string): Asked | null {
  const [, method, rest] = /^\s*[`'"]?\s*(?:(GET|POST|PUT|PATCH|DELETE)\s+)?(.+)$/i.exec(line) ?? [];
  if (rest === undefined) return null;
  const path = rest
    .replace(/\s+#.*$/, '')
    .replace(/\s+-\s.*$/, '')
    .replace(/\s+/g, '')
    .replace(/^[a-z]+:\/\/[^/]+/i, '')
    .replace(/[?#`'";].*$/, '')
    .replace(/<([A-Za-z_]+)>/g, '{$1}')
    .replace(/(?<=.)\/$/, '');
  return path.startsWith('/') ? { method: method?.toUpperCase() ?? null, path } : null;
}

function matches(pattern: readonly string[], given: readonly string[]): boolean {
  return pattern.length === given.length && pattern.every((part, at) => part === ':' || part === given[at]);
}

/** The ways in which a declared path may be meant by an asked one, the surest first. */
const readings: readonly ((declared: string, asked: string) => boolean)[] = [
  (declared, asked) => declared === asked,
  (declared, asked) => matches(declared.split('/'), asked.split('/')),
  (declared, asked) => asked.endsWith(declared),
  (declared, asked) => declared.endsWith(asked),
];

/**
 * Where the endpoint of a guide's line is declared: `POST /api/scanner/scan/:id/cancel`, with any spelling of parameters,
 * with concrete values in their place, as a full address, or without the guide's base path.
 * Several places when the line does not say which; none when nobody declares it.
 */
export function locate(line: string, places: readonly Place[] = declarations()): readonly Place[] {
  const asked = read(line);
  if (asked === null) return [];
  const askedShape = pathShape(asked.path);
  const candidates = places.flatMap((place) => {
    const [method = '', path = ''] = place.declared.split(' ');
    return asked.method === null || asked.method === method ? [{ place, shape: pathShape(path) }] : [];
  });
  for (const isMeant of readings) {
    const found = candidates.filter(({ shape }) => isMeant(shape, askedShape));
    if (found.length > 0) return found.map(({ place }) => place);
  }
  return [];
}
