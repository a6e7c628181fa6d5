import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius#settings-routes-apisettings';

/** Settings of a user. */
export const settingsEndpoints: readonly Endpoint[] = [
  planned('GET /api/settings/config', { guide, summary: 'Configuration of the caller, secrets masked' }),
  planned('POST /api/settings/config', { guide, summary: 'Saves the configuration' }),
  planned('POST /api/settings/save', { guide, summary: 'The same as POST /api/settings/config (page section 7)' }),
  planned('POST /api/settings/test-connection', { guide, summary: 'Tries a connection to a node, an explorer or a messenger' }),
  planned('POST /api/settings/clear-user-data', { guide, summary: 'Deletes scans, uploads or preferences of the caller' }),
  planned('POST /api/settings/export', { guide, summary: 'Downloads the configuration' }),
  planned('GET /api/settings/export', { guide, summary: 'Downloads the configuration, as the published client asks' }),
  planned('POST /api/settings/import', { guide, summary: 'Loads a configuration' }),
  planned('POST /api/settings/reset', { guide, summary: 'Resets the configuration, asked by the published client' }),
  planned('POST /api/config/update', { guide, summary: 'Saves the configuration, by the path of the published settings page' }),
  planned('POST /api/config/test-connection', { guide, summary: 'Tries a connection, by the path of the published settings page' }),
  planned('POST /api/config/install-dependencies', { guide, summary: 'Asked by the published client after sign-in' }),
];
