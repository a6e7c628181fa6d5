import { z } from 'zod';

/** A Jira Cloud site and how to sign in there. */
export interface JiraSite {
  /** `https://your-company.atlassian.net`. */
  readonly url: string;
  readonly token: string;
  /** Address of the token's owner; without it the token is sent as a bearer token (OAuth, Data Center). */
  readonly email: string | undefined;
  /** Longest wait for one answer. */
  readonly timeoutMs: number;
}

/** Atlassian Document Format: what version 3 of the API takes and gives in place of text. */
export const adf = z.looseObject({ type: z.string(), text: z.string().optional(), get content() { return z.array(adf).optional(); } });
export type Adf = z.output<typeof adf>;

const named = z.looseObject({ name: z.string() });

export const jiraComment = z.looseObject({ id: z.string(), body: z.union([adf, z.string()]).nullish(), author: z.looseObject({ displayName: z.string() }).nullish(), created: z.string() });

/** What is read of an issue; Jira sends much more. */
export const jiraIssue = z.looseObject({
  id: z.string(),
  key: z.string(),
  fields: z.looseObject({
    summary: z.string(),
    description: z.union([adf, z.string()]).nullish(),
    status: z.looseObject({ name: z.string(), statusCategory: z.looseObject({ key: z.string() }) }),
    priority: named.nullish(),
    assignee: z.looseObject({ displayName: z.string() }).nullish(),
    labels: z.array(z.string()).default([]),
    created: z.string(),
    updated: z.string(),
    comment: z.looseObject({ comments: z.array(jiraComment) }).nullish(),
  }),
});
/** An issue as Jira sends it. */
export type JiraIssue = z.output<typeof jiraIssue>;

/** Fields of an issue as they are written. */
export interface JiraWrite {
  readonly summary?: string;
  readonly description?: string;
  /** Name of a priority: `Highest` … `Lowest`. */
  readonly priority?: string;
}
