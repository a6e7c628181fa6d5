import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius-x#authentication-endpoints';

/** Licence verification. */
export const licenseEndpoints: readonly Endpoint[] = [
  planned('POST /api/v1/auth/license/verify', { guide, summary: 'Verifies a licence key, before sign-in as well', access: 'public' }),
  planned('POST /license/verify', { guide, summary: 'The same by the path of the published client', access: 'public' }),
  planned('POST /api/v1/license/verify', { guide, summary: 'The same by the path of the published client, below the base address of the guide', access: 'public' }),
];
