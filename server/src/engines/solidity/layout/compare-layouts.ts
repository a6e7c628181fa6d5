import type { StorageEntry, StorageLayout } from './storage-layout.ts';
import type { TypeLayout } from './type-layout.ts';

/** What an upgrade does to a variable that has a value already. */
export interface LayoutIssue {
  kind: 'removed' | 'moved' | 'retyped' | 'renamed' | 'overwritten' | 'struct-grown' | 'unknown';
  /** `error`: values are lost or read as something else. `warning`: correct only if it was meant. */
  level: 'error' | 'warning';
  message: string;
  /** The variable of the old version, and of the new one, where there is one. */
  before: StorageEntry | null;
  after: StorageEntry | null;
}

/** Room that a base contract keeps for later: `uint256[50] private __gap`. */
const isGap = ({ label }: StorageEntry): boolean => /^_{1,2}gap(_|$)/i.test(label);
const place = ({ slot, offset }: StorageEntry): string => `slot ${slot}${offset === 0 ? '' : `, byte ${offset}`}`;
const at = ({ slot, offset }: StorageEntry): string => `${slot}:${offset}`;

/**
 * Compares where two versions of a contract behind a proxy keep their variables. Every variable of the old version
 * must lie where it was, with a type that reads the same bytes alike; new ones may follow behind, or use up a gap.
 */
export function compareLayouts(before: StorageLayout, after: StorageLayout): LayoutIssue[] {
  const byPlace = new Map(after.entries.map((entry) => [at(entry), entry]));
  const byLabel = new Map(after.entries.map((entry) => [entry.label, entry]));
  const issues = before.entries.filter((entry) => !isGap(entry)).flatMap((old) => compareEntry(old, byPlace.get(at(old)) ?? null, { byLabel, entries: after.entries }));
  const missing = [...new Set([...before.missing, ...after.missing])];
  return [...issues, ...missing.map((what): LayoutIssue => ({ kind: 'unknown', level: 'warning', message: `${what} is not known: places behind it may differ`, before: null, after: null }))];
}

interface After {
  byLabel: ReadonlyMap<string, StorageEntry>;
  entries: readonly StorageEntry[];
}

function compareEntry(old: StorageEntry, there: StorageEntry | null, after: After): LayoutIssue[] {
  const namesake = after.byLabel.get(old.label) ?? null;
  if (there !== null && there.label === old.label) return compareTypes(old, there);
  // A namesake elsewhere that another old variable had is not this one moved.
  if (namesake !== null) {
    return [issue('moved', 'error', { message: `${old.label} moves from ${place(old)} to ${place(namesake)}: its value stays behind`, before: old, after: namesake })];
  }
  const over = there ?? covering(old, after.entries);
  if (over === null) return [issue('removed', 'warning', { message: `${old.label} at ${place(old)} is gone; its value stays in storage unread`, before: old, after: null })];
  if (isGap(over)) return [];
  if (there !== null && there.type.text === old.type.text) {
    return [issue('renamed', 'warning', { message: `${old.label} at ${place(old)} is called ${there.label} now and keeps its value`, before: old, after: there })];
  }
  return [issue('overwritten', 'error', { message: `${over.label} (${over.type.text}) lies at ${place(old)} over the value of ${old.label} (${old.type.text})`, before: old, after: over })];
}

function issue(kind: LayoutIssue['kind'], level: LayoutIssue['level'], rest: Omit<LayoutIssue, 'kind' | 'level'>): LayoutIssue {
  return { kind, level, ...rest };
}

/** The new variable whose bytes include the first byte of the old one. */
function covering(old: StorageEntry, entries: readonly StorageEntry[]): StorageEntry | null {
  return entries.find(({ slot, offset, type }) => {
    if (type.isAligned) return old.slot >= slot && old.slot < slot + type.slots;
    return slot === old.slot && old.offset >= offset && old.offset < offset + type.bytes;
  }) ?? null;
}

function compareTypes(old: StorageEntry, there: StorageEntry): LayoutIssue[] {
  if (old.type.text === there.type.text) return [];
  const rest = { before: old, after: there };
  if (isEnumGrown(old.type.text, there.type.text) && old.type.bytes === there.type.bytes) return [];
  if (isGrown(old.type, there.type)) {
    return [issue('struct-grown', 'warning', { message: `the struct behind ${old.label} has new fields at its end: safe only as long as nothing lies behind it`, ...rest })];
  }
  return [issue('retyped', 'error', { message: `${old.label} was ${old.type.text} and is ${there.type.text}: its value is read as something else`, ...rest })];
}

/** Members may be added to an enum at its end. */
function isEnumGrown(old: string, there: string): boolean {
  return old.startsWith('enum(') && there.startsWith(`${old.slice(0, -1)},`);
}

/**
 * True where only fields were added at the end of a struct that a mapping holds: its values lie apart from each other.
 */
function isGrown(old: TypeLayout, there: TypeLayout): boolean {
  if (!old.text.startsWith('mapping(')) return false;
  const [oldValue, newValue] = [old.text, there.text].map((text) => /^(?:mapping\([^=]+ => )+(struct\(.*)$/.exec(text));
  if (!oldValue?.[1] || !newValue?.[1]) return false;
  const head = old.text.slice(0, old.text.indexOf('struct('));
  return there.text.startsWith(head) && withoutEnd(newValue[1]).startsWith(`${withoutEnd(oldValue[1])},`);
}

/** The struct's text without the brackets that close it and the mappings around it. */
function withoutEnd(text: string): string {
  return text.replace(/\)+$/, '');
}
