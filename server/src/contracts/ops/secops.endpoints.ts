import { type Endpoint, planned } from '../kit/index.ts';

/** Assets, vulnerabilities and MITRE ATT&CK. */
export const secopsEndpoints: readonly Endpoint[] = [
  planned('GET /api/v1/secops/assets', { guide: 'ops#core-endpoints-priority-high', summary: 'List assets' }),
  planned('POST /api/v1/secops/assets', { guide: 'ops#documentation-references', summary: 'Create an asset' }),
  planned('PATCH /api/v1/secops/assets/:id', { guide: 'ops#frontend-code-reference', summary: 'Update an asset' }),
  planned('DELETE /api/v1/secops/assets/:id', { guide: 'ops#frontend-code-reference', summary: 'Remove an asset' }),
  planned('GET /api/v1/secops/vulnerabilities', { guide: 'ops#core-endpoints-priority-high', summary: 'List vulnerabilities' }),
  planned('GET /api/v1/secops/vulnerabilities/:id', { guide: 'ops#frontend-code-reference', summary: 'One vulnerability' }),
  planned('PATCH /api/v1/secops/vulnerabilities/:id', { guide: 'ops#frontend-code-reference', summary: 'Update a vulnerability' }),
  planned('GET /api/v1/secops/mitre/tactics', { guide: 'ops#advanced-features-priority-low', summary: 'MITRE tactics' }),
  planned('GET /api/v1/secops/mitre/techniques', { guide: 'ops#advanced-features-priority-low', summary: 'MITRE techniques' }),
  planned('GET /api/v1/secops/mitre/detections', { guide: 'ops#frontend-code-reference', summary: 'Detections by technique' }),
  planned('GET /api/v1/secops/mitre-attack', { guide: 'ops#documentation-references', summary: 'Tactics, techniques and detections in one answer' }),
  planned('GET /api/v1/assets', { guide: 'ops#frontend-code-reference', summary: 'List assets, by the older path' }),
  planned('POST /api/v1/assets', { guide: 'ops#frontend-code-reference', summary: 'Create an asset, by the older path' }),
  planned('PUT /api/v1/assets/:id', { guide: 'ops#frontend-code-reference', summary: 'Replace an asset, by the older path' }),
];
