import { z } from 'zod';
import { longestContent } from './markdown.ts';
import { type NewSop, sopCategories, type SopCategory } from './sop.types.ts';

const line = (max: number) => z.string().trim().min(1).max(max);
const prose = z.string().max(5_000);
const words = z.array(line(100)).max(50);

/** The published client's four categories among the guide's six. Source: ops#frontend-code-reference. */
const clientCategories = { provisioning: 'deployment', incident: 'incident_response', custom: 'maintenance' } as const satisfies Record<string, SopCategory>;
const category = z.enum([...sopCategories, 'provisioning', 'incident', 'custom']).transform((word): SopCategory => (word in clientCategories ? clientCategories[word as keyof typeof clientCategories] : (word as SopCategory)));

const step = z.union([
  line(500).transform((title) => ({ title, description: '', command: null, expectedResult: null, warning: null, screenshotUrl: null, type: 'manual' as const })),
  z.object({
    title: line(300).optional(),
    description: prose.default(''),
    command: z.string().max(5_000).nullish(),
    expected_result: prose.nullish(),
    warning: prose.nullish(),
    screenshot_url: z.url({ protocol: /^https?$/ }).max(2_000).nullish(),
    type: z.enum(['manual', 'automated']).optional(),
  }).transform((given) => ({
    title: given.title ?? given.description.slice(0, 300), description: given.description, command: given.command ?? null, expectedResult: given.expected_result ?? null,
    warning: given.warning ?? null, screenshotUrl: given.screenshot_url ?? null, type: given.type ?? (given.command == null ? ('manual' as const) : ('automated' as const)),
  })).refine(({ title }) => title !== '', { error: 'a step needs a title or a description' }),
]);

/** A procedure as the guide writes it, in a body or in a file. Unknown fields are left out. */
export const sopDocument = z
  .object({
    title: line(200),
    category,
    description: z.string().trim().max(2_000).default(''),
    content: z.string().max(longestContent).default(''),
    steps: z.array(step).max(200).default([]),
    owner: line(100).optional(),
    reviewers: words.default([]),
    tags: words.default([]),
    prerequisites: z.array(line(500)).max(50).default([]),
    estimated_duration: z.int().min(0).max(100_000).nullish(),
  })
  .transform(({ estimated_duration: estimatedDuration, ...rest }): NewSop => ({ ...rest, estimatedDuration: estimatedDuration ?? null }));
