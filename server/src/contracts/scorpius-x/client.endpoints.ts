import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius-x#making-direct-api-calls';

/** Paths that only the published client of the guide calls; it puts its base address before them. */
export const clientEndpoints: readonly Endpoint[] = [
  planned('GET /api/honeypot/history', { guide, summary: 'Honeypot detections of the caller' }),
  planned('POST /api/honeypot/detect', { guide, summary: 'Starts a honeypot detection' }),
  planned('GET /api/honeypot/{detection_id}/results', { guide, summary: 'Result of a honeypot detection' }),
  planned('POST /api/bytecode/analyze', { guide, summary: 'Analyses the bytecode at an address' }),
  planned('POST /api/wallet/check', { guide, summary: 'Token approvals of a wallet' }),
  planned('POST /api/wallet/revoke', { guide, summary: 'Prepares the revocation of an approval' }),
  planned('GET /api/mev-bot/status', { guide, summary: 'State of the MEV bot' }),
  planned('GET /api/mev-bot/strategies', { guide, summary: 'Strategies of the MEV bot by key' }),
  planned('GET /api/mev-bot/performance', { guide, summary: 'Figures of the MEV bot' }),
  planned('POST /api/mev-bot/strategy/toggle', { guide, summary: 'Switches a strategy of the MEV bot' }),
  planned('POST /api/mev-bot/start', { guide, summary: 'Starts the MEV bot' }),
  planned('GET /api/mev-bot/opportunities', { guide, summary: 'Latest opportunities' }),
  planned('GET /api/mev-bot/executions', { guide, summary: 'Latest executions' }),
  planned('GET /api/trading/bots/status', { guide, summary: 'Bots on the trading canvas' }),
  planned('GET /api/trading/transactions/latest', { guide, summary: 'Latest transaction on the trading canvas' }),
  planned('GET /api/trading/mev/stats', { guide, summary: 'Figures beside the trading canvas' }),
  planned('GET /api/mempool/latest', { guide, summary: 'Latest pending transaction' }),
  planned('GET /api/reporting/health', { guide, summary: 'State of the reporting service' }),
  planned('GET /api/reporting/templates', { guide, summary: 'Report templates' }),
  planned('GET /api/reporting/scans', { guide, summary: 'Scans that reports can be made of' }),
  planned('GET /api/reporting/reports', { guide, summary: 'Reports of the caller' }),
  planned('POST /api/reporting/reports/generate', { guide, summary: 'Generates reports of a scan' }),
  planned('GET /api/reporting/reports/{id}/status', { guide, summary: 'State of a report' }),
  planned('GET /api/reporting/reports/{id}/download', { guide, summary: 'Downloads a report' }),
  planned('GET /api/settings/variables', { guide, summary: 'Configuration variables' }),
  planned('GET /api/settings/categories', { guide, summary: 'Categories of configuration variables' }),
  planned('PUT /api/settings/variables', { guide, summary: 'Changes configuration variables' }),
  planned('GET /api/system/config', { guide, summary: 'Configuration of the server' }),
  planned('PUT /api/system/config', { guide, summary: 'Changes the configuration of the server' }),
  planned('POST /api/simulation/run', { guide, summary: 'Runs an attack simulation' }),
  planned('GET /api/simulation/status/{scan_id}', { guide, summary: 'State of a simulation' }),
  planned('GET /api/simulation/results/{scan_id}', { guide, summary: 'Result of a simulation' }),
];
