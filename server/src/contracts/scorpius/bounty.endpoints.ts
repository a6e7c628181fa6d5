import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius#bug-bounty-routes-apibounty';

/** Bug bounty: programs, submissions, leaderboard. */
export const bountyEndpoints: readonly Endpoint[] = [
  planned('GET /api/bounty/programs', { guide, summary: 'Open bounty programs' }),
  planned('GET /api/bounty/programs/{id}', { guide, summary: 'A bounty program (page section 6: GET /api/bounty/programs/{bounty_id})' }),
  planned('POST /api/bounty/submit', { guide, summary: 'Hands in a report with attachments' }),
  planned('GET /api/bounty/submissions', { guide, summary: 'Reports of the caller' }),
  planned('GET /api/bounty/submissions/{id}', { guide, summary: 'One report, asked by the published client' }),
  planned('POST /api/bounty/submissions/{id}/approve', { guide, summary: 'Accepts a report, asked by the published client' }),
  planned('POST /api/bounty/submissions/{id}/reject', { guide, summary: 'Declines a report, asked by the published client' }),
  planned('GET /api/bounty/leaderboard', { guide, summary: 'Hunters by points' }),
  planned('POST /api/bugbounty/analyze', { guide, summary: "Analyses a program's contracts, asked by the published client" }),
];
