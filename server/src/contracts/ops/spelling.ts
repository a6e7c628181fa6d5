import { z } from 'zod';
import { environmentName } from './channels.ts';

/** The guide, the documents it points to and its published client spell some words differently: all are taken, one is kept. */

type Aliases<Word extends string> = Readonly<Record<string, Word>>;

interface Spellings<Word extends string> {
  readonly words: readonly [Word, ...Word[]];
  readonly aliases?: Aliases<Word>;
}

const incidentStates = { words: ['open', 'investigating', 'resolved', 'closed'], aliases: { in_progress: 'investigating' } } as const;
const severities = { words: ['critical', 'high', 'medium', 'low'] } as const;
const environments = { words: ['production', 'staging', 'development'], aliases: { prod: 'production', dev: 'development', sandbox: 'development' } } as const;
const taskStates = { words: ['todo', 'in_progress', 'review', 'done'], aliases: { blocked: 'review' } } as const;

/** One word, in any of its spellings. */
function word<Word extends string>({ words: stored, aliases = {} }: Spellings<Word>) {
  return z.enum([...stored, ...(Object.keys(aliases) as Word[])] as [Word, ...Word[]]).transform((given): Word => aliases[given] ?? given);
}

/** A filter: one word or several with commas between; `all` and nothing filter nothing. */
function words<Word extends string>(spellings: Spellings<Word>) {
  const one = word(spellings);
  return texts.transform((given, ctx): readonly Word[] | undefined => {
    if (given === undefined) return undefined;
    const read = given.map((text) => one.safeParse(text));
    const wrong = given.find((_, at) => read[at]?.success === false);
    if (wrong !== undefined) {
      ctx.issues.push({ code: 'custom', message: `Expected one of ${spellings.words.join(', ')}`, input: wrong });
      return z.NEVER;
    }
    return read.flatMap((parsed) => (parsed.success ? [parsed.data] : []));
  });
}

/** A filter of free words: names of squads, people, services. */
export const texts = z.union([z.string().max(1000), z.array(z.string().max(200)).max(50)]).optional().transform((given) => {
  const parts = (Array.isArray(given) ? given : (given ?? '').split(',')).map((part) => part.trim()).filter((part) => part !== '');
  return parts.length === 0 || parts.includes('all') ? undefined : parts;
});

/** What somebody looks for; nothing but spaces is nothing. */
export const search = z.string().max(200).optional().transform((text) => (text === undefined || text.trim() === '' ? undefined : text.trim()));

export const incidentState = word(incidentStates);
export const severity = word(severities);
export const environment = word(environments);
export const taskState = word(taskStates);
export const incidentStateFilter = words(incidentStates);
export const severityFilter = words(severities);
export const environmentFilter = words(environments);
export const taskStateFilter = words(taskStates);

/** One environment to look at; `all` and nothing are all of them. */
export const environmentChoice = z.string().max(50).optional().transform((given, ctx) => {
  if (given === undefined || given === '' || given === 'all') return undefined;
  const known = environments.words.find((name) => name === environmentName(given));
  if (known === undefined) ctx.issues.push({ code: 'custom', message: `Expected one of ${environments.words.join(', ')}`, input: given });
  return known;
});

/** A text field that may be emptied: nothing but spaces is null. */
export function emptiable(longest: number) {
  return z.string().max(longest).nullish().transform((text) => (text === undefined ? undefined : text === null || text.trim() === '' ? null : text.trim()));
}

/** Names in a list: trimmed, without empty and double ones. */
export const nameList = z.array(z.string().trim().max(100)).max(50).nullish().transform((names) => (names == null ? undefined : [...new Set(names.filter((name) => name !== ''))]));
