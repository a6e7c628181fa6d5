import { z } from 'zod';
import type { ScanTarget } from '../../modules/scanner/index.ts';
import { errors } from '../../platform/errors/index.ts';
import { readTarget } from './scan-target.ts';

export const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/, 'must be an address: 0x and 40 hex digits');
export const opaqueId = z.string().min(1).max(200);
export const scanType = z.enum(['quick', 'full', 'deep']);
const sourceText = z.string().min(1).max(1_000_000);

/** What a scan may be started for, in the spellings of all three guides and their clients. */
export const targetFields = {
  contract_address: address.optional(),
  source_code: sourceText.optional(),
  contract_source: sourceText.optional(),
  contract_code: sourceText.optional(),
  filename: z.string().min(1).max(255).optional(),
  upload_id: opaqueId.optional(),
  file_id: opaqueId.optional(),
  contract_id: opaqueId.optional(),
  /** Any of the above in one field. */
  target: sourceText.optional(),
  target_identifier: sourceText.optional(),
  chain_id: z.int().positive().default(1),
  rpc_url: z.url({ protocol: /^https?$/ }).max(2_000).optional(),
};

const named = z.object(targetFields);

/** The one target that a body names: pasted source wins over an upload, an upload over an address. Error: VALIDATION_ERROR when none is named. */
export function targetOf(body: z.output<typeof named>): ScanTarget {
  const source = body.source_code ?? body.contract_source ?? body.contract_code;
  if (source !== undefined) return { kind: 'source', filename: body.filename ?? 'Contract.sol', source };
  const uploadId = body.upload_id ?? body.file_id ?? body.contract_id;
  if (uploadId !== undefined) return { kind: 'upload', uploadId };
  if (body.contract_address !== undefined) return { kind: 'address', address: body.contract_address, chainId: body.chain_id, rpcUrl: body.rpc_url ?? null };
  const free = body.target ?? body.target_identifier;
  if (free !== undefined) return readTarget(free, body.chain_id);
  throw errors.VALIDATION_ERROR({ message: 'contract_address: name an address, an upload or paste the source', details: { field: 'contract_address' } });
}
