import { consoleContract } from './console/contract.ts';
import type { Contract } from './kit/index.ts';
import { contract as ops } from './ops/contract.ts';
import { contract as scorpius } from './scorpius/contract.ts';
import { contract as scorpiusV1 } from './scorpius-v1/contract.ts';
import { contract as scorpiusX } from './scorpius-x/contract.ts';
import { contract as shared, scorpiusFirst } from './shared/contract.ts';
import { contract as tradeflow } from './tradeflow/contract.ts';

/** Every contract the server can speak, in the order of the guides. */
export const contracts: readonly Contract[] = [scorpius, scorpiusX, scorpiusV1, tradeflow, ops, consoleContract];

/** The paths where guides meet. */
export const sharedContracts: readonly Contract[] = [shared, scorpiusFirst(scorpius.dialect)];
