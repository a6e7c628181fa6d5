import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius#reports-routes-apireports';

/** Reports. */
export const reportsEndpoints: readonly Endpoint[] = [
  planned('POST /api/reports/generate/{type}', { guide, summary: 'Generates a security or MEV report (page section 12: POST /api/reports/generate/security, POST /api/reports/generate/mev)' }),
  planned('GET /api/reports/generate/{type}', { guide, summary: 'The same without a body, as the published client asks' }),
  planned('GET /api/reports/history', { guide, summary: 'Reports of the caller' }),
  planned('GET /api/reports/download/{id}', { guide, summary: 'Downloads a report' }),
  planned('POST /api/audit/generate', { guide, summary: 'Audit report of given results, asked by the published client' }),
];
