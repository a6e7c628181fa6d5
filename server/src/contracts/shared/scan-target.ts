import { z } from 'zod';
import { isUuid } from '../../lib/uuid.ts';
import type { ScanTarget } from '../../modules/scanner/index.ts';
import { errors } from '../../platform/errors/index.ts';

const machine = z.union([z.ipv4(), z.ipv6(), z.hostname(), z.url()]);
const addressForm = /^0x[0-9a-fA-F]{40}$/;

/**
 * A target written in one field: an address, the id of an upload, or pasted source.
 * Errors: INTEGRATION_NOT_CONFIGURED for a machine on the network (the example of guide scorpius-x scans an IP address,
 * and no network scanner is part of the server); VALIDATION_ERROR for anything else.
 */
export function readTarget(text: string, chainId: number): ScanTarget {
  if (addressForm.test(text)) return { kind: 'address', address: text, chainId, rpcUrl: null };
  if (isUuid(text)) return { kind: 'upload', uploadId: text };
  if (text.includes('{') || text.includes('\n')) return { kind: 'source', filename: 'Contract.sol', source: text };
  const details = { field: 'target', value: text.slice(0, 100) };
  const isMachine = text.includes('.') || text.includes(':') ? machine.safeParse(text).success : false;
  if (isMachine) throw errors.INTEGRATION_NOT_CONFIGURED({ message: 'Scanning a host needs a network scanner, and none is configured', details });
  throw errors.VALIDATION_ERROR({ message: 'target: must be a contract address, the id of an upload or contract source', details });
}
