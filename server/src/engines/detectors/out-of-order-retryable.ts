import { textOf } from '../solidity/analysis/values.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { CallInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt } from './issue.ts';

const TICKETS = new Set(['createRetryableTicket', 'unsafeCreateRetryableTicket', 'createRetryableTicketNoRefundAliasRewrite']);

/** Several messages to Arbitrum that may arrive in another order. */
export const outOfOrderRetryable: Detector = {
  id: 'out-of-order-retryable',
  title: 'Retryable tickets may run in another order',
  severity: 'medium',
  confidence: 'medium',
  categories: { swc: [], dasp: [10], cwe: ['CWE-362'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds functions that create more than one retryable ticket of Arbitrum.',
  why: 'A ticket whose first run fails can be redeemed by anyone later. The second one may then run before the first, on a state it was not meant for.',
  exampleBad: 'inbox.createRetryableTicket(…claim…); inbox.createRetryableTicket(…unstake…);',
  fix: 'Put what must happen in order into one ticket, or let each check that the one before has run.',
  references: ['https://docs.arbitrum.io/how-arbitrum-works/l1-to-l2-messaging', 'https://cwe.mitre.org/data/definitions/362.html'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of model.entries) {
        const [first, ...rest] = tickets(flow);
        const last = rest.find((ticket) => first && flow.canFollow(first, ticket)) ?? (first && flow.loopsAround(first.block).length > 0 ? first : undefined);
        if (!first || !last) continue;
        yield issueAt(last, {
          message: `${textOf(last)} may be redeemed before the ticket created ahead of it`,
          steps: [stepAt(first, 'the first ticket'), stepAt(last, 'a later one, which may run before it')],
        });
      }
    }
  },
};

function tickets(flow: Flow): CallInstruction[] {
  return flow.instructions.filter((one): one is CallInstruction => one.kind === 'call' && TICKETS.has(one.name));
}
