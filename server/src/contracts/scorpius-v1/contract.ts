import type { Contract } from '../kit/index.ts';
import { authEndpoints } from './auth.endpoints.ts';
import { bridgeMevEndpoints } from './bridge-mev.endpoints.ts';
import { clientEndpoints } from './client.endpoints.ts';
import { scorpiusV1Dialect } from './dialect.ts';
import { exploitsEndpoints } from './exploits.endpoints.ts';
import { forensicsEndpoints } from './forensics.endpoints.ts';
import { honeypotEndpoints } from './honeypot.endpoints.ts';
import { mempoolEndpoints } from './mempool.endpoints.ts';
import { quantumEndpoints } from './quantum.endpoints.ts';
import { defineSockets, socket } from './realtime.ts';
import { clientScannerEndpoints, scannerEndpoints } from './scanner.endpoints.ts';
import { timeMachineEndpoints } from './time-machine.endpoints.ts';

/** Guide scorpius-v1: the Python backend of the desktop application. */
export const contract: Contract = {
  name: 'scorpius-v1',
  title: 'Scorpius API v1',
  dialect: scorpiusV1Dialect,
  endpoints: [
    ...authEndpoints,
    ...scannerEndpoints,
    ...clientScannerEndpoints,
    ...honeypotEndpoints,
    ...timeMachineEndpoints,
    ...exploitsEndpoints,
    ...forensicsEndpoints,
    ...mempoolEndpoints,
    ...quantumEndpoints,
    ...bridgeMevEndpoints,
    ...clientEndpoints,
  ],
  live: defineSockets,
  socket,
};
