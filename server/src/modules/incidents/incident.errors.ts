import { defineErrors } from '../../platform/errors/index.ts';

/** Codes that this module can answer with. */
export const incidentErrors = defineErrors({
  INCIDENT_NOT_FOUND: [404, 'Incident not found'],
  EVIDENCE_NOT_FOUND: [404, 'Evidence not found'],
  EVIDENCE_EMPTY: [422, 'Evidence needs a file, a text or an address'],
  EVIDENCE_TOO_LARGE: [413, 'A file of evidence may have at most 10 MB'],
  EVIDENCE_TYPE_NOT_ALLOWED: [415, 'Files of this kind are not accepted as evidence'],
  EVIDENCE_HAS_NO_FILE: [404, 'This evidence is a text, there is no file to download'],
  DEPLOYMENT_NOT_FOUND: [404, 'Deployment not found'],
  JIRA_WEBHOOK_SIGNATURE: [401, 'The signature of the webhook is missing or wrong'],
});
