import { FileBody } from '../../kit/index.ts';

/** One field whose words the published client spells in its own way. */
interface Spelling {
  /** Endpoints it is about. */
  readonly paths: RegExp;
  readonly field: string;
  /** Stored word → the client's. */
  readonly outwards: Readonly<Record<string, string>>;
  /** The client's word → stored. */
  readonly inwards: Readonly<Record<string, string>>;
}

const environments = { outwards: { development: 'dev' }, inwards: { dev: 'development', sandbox: 'development' } } as const;

/** Source: ops#frontend-code-reference: the types and selects of the published client. */
const spellings: readonly Spelling[] = [
  { paths: /./, field: 'environment', ...environments },
  { paths: /\/environments/, field: 'name', ...environments },
  { paths: /\/(infra\/incidents|aiops\/correlate-incidents)/, field: 'status', outwards: { investigating: 'in_progress' }, inwards: { in_progress: 'investigating' } },
  { paths: /\/infra\/tasks/, field: 'status', outwards: { review: 'blocked' }, inwards: { blocked: 'review' } },
  {
    paths: /\/auth\//,
    field: 'role',
    outwards: { admin: 'head_of_engineering', engineer: 'manager', operator: 'manager', analyst: 'manager' },
    inwards: { head_of_engineering: 'admin', manager: 'engineer' },
  },
  {
    paths: /\/sops/,
    field: 'category',
    outwards: { incident_response: 'incident', deployment: 'provisioning', backup_recovery: 'custom', monitoring: 'custom', maintenance: 'custom' },
    inwards: { incident: 'incident_response', provisioning: 'deployment' },
  },
];

type Direction = 'outwards' | 'inwards';

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null);
}

function respell(value: unknown, by: ReadonlyMap<string, Readonly<Record<string, string>>>): unknown {
  if (Array.isArray(value)) return value.map((item) => respell(item, by));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => {
    const words = by.get(name);
    return [name, typeof inner === 'string' ? (words !== undefined && Object.hasOwn(words, inner) ? words[inner] : inner) : respell(inner, by)];
  }));
}

/** Turns the words of a request or an answer at this path; files pass as they are. */
export function translator(path: string, direction: Direction): (value: unknown) => unknown {
  const by = new Map(spellings.filter(({ paths }) => paths.test(path)).map((spelling) => [spelling.field, spelling[direction]]));
  return (value) => (value instanceof FileBody ? value : respell(value, by));
}
