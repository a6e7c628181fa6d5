import type { Token } from 'markdown-it';

interface DraftStep {
  title: string;
  description: string;
  command: string | null;
  warning: string | null;
  expected_result: string | null;
}

const frontMatter = /^---\r?\n([\s\S]*?)\r?\n---\s*(?:\r?\n|$)/;
const marked = { warning: /^(?:warning|caution):\s*/i, expected_result: /^expect(?:ed(?: result)?)?:\s*/i } as const;

/** Sorts one paragraph of a step into what it says of itself: `Warning: …`, `Expected: …`, else title and description. */
function addText(step: DraftStep, text: string): void {
  for (const name of ['warning', 'expected_result'] as const) {
    if (!marked[name].test(text)) continue;
    step[name] = [step[name], text.replace(marked[name], '')].filter(Boolean).join('\n');
    return;
  }
  if (step.title === '') [step.title, step.description] = [text.split('\n')[0]?.slice(0, 300) ?? '', text.split('\n').slice(1).join('\n')];
  else step.description = [step.description, text].filter(Boolean).join('\n\n');
}

function addToken(step: DraftStep, { type, content }: Token): void {
  if (type === 'inline') addText(step, content);
  else if (type === 'fence' || type === 'code_block') step.command = [step.command, content.trimEnd()].filter(Boolean).join('\n');
}

/** The items of the numbered lists at the top level, in order; code inside an item is its command. */
function stepsIn(tokens: readonly Token[]): DraftStep[] {
  const steps: DraftStep[] = [];
  let isInList = false;
  for (const token of tokens) {
    if (token.level === 0) isInList = token.type === 'ordered_list_open';
    else if (isInList && token.level === 1 && token.type === 'list_item_open') steps.push({ title: '', description: '', command: null, warning: null, expected_result: null });
    const step = steps.at(-1);
    if (isInList && step !== undefined) addToken(step, token);
  }
  return steps.filter(({ title }) => title !== '');
}

function firstHeading(tokens: readonly Token[]): string | undefined {
  const at = tokens.findIndex(({ type }) => type === 'heading_open');
  return at === -1 ? undefined : tokens[at + 1]?.content;
}

/** Text between the front matter and what it heads. */
export function splitFrontMatter(text: string): { yaml: string | null; body: string } {
  const found = frontMatter.exec(text);
  return found === null ? { yaml: null, body: text } : { yaml: found[1] ?? '', body: text.slice(found[0].length) };
}

/**
 * What a Markdown procedure says: its first heading is the title, the items of its numbered lists are the steps.
 * Front matter comes before what is read from the text.
 */
export async function readMarkdown(body: string, front: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
  const { default: Markdown } = await import('markdown-it');
  const tokens = new Markdown({ html: false }).parse(body, {});
  return { title: firstHeading(tokens), category: 'maintenance', steps: stepsIn(tokens), ...front, content: body };
}
