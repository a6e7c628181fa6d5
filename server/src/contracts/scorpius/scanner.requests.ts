import { z } from 'zod';
import type { StartScanInput } from '../../modules/scanner/index.ts';
import { address, opaqueId, scanType, targetFields } from '../shared/scan-request.ts';
import { spelledEitherWay } from '../shared/spelling.ts';

const depth = scanType.default('full');

/** Source: scorpius#-2-smart-contract-scanner-scanner, Contract Analysis Button. */
export const analyzeBody = spelledEitherWay(z.object({ ...targetFields, scan_type: depth }));

const switches = z.record(z.string(), z.boolean());

/** `scan_options` of an upload is JSON inside a form field. */
const optionsText = z.union([
  switches,
  z.string().max(10_000).transform((text, issues) => {
    try {
      return switches.parse(JSON.parse(text));
    } catch {
      issues.addIssue({ code: 'custom', message: 'must be a JSON object of true and false' });
      return z.NEVER;
    }
  }),
]);

/** The two field sets of the guide in one: all but the file is optional. Source: scorpius#scanner-file-upload. */
export const uploadForm = spelledEitherWay(z.object({ scan_type: depth, user_id: z.string().max(200).optional(), scan_options: optionsText.default({}) }));

const many = z.array(opaqueId).min(1).max(100);

/** `contract_ids` are uploads or addresses; the published client sends `addresses`. */
export const batchBody = spelledEitherWay(
  z
    .object({ contract_ids: many.optional(), addresses: many.optional(), scan_type: depth, chain_id: z.int().positive().default(1), scan_options: switches.default({}) })
    .transform((body, issues) => {
      const targets = [...(body.contract_ids ?? []), ...(body.addresses ?? [])];
      if (targets.length === 0) issues.addIssue({ code: 'custom', path: ['contract_ids'], message: 'name at least one upload or address' });
      const starts = targets.map((id): StartScanInput => ({
        target: address.safeParse(id).success ? { kind: 'address', address: id, chainId: body.chain_id, rpcUrl: null } : { kind: 'upload', uploadId: id },
        depth: body.scan_type,
        detectors: [],
      }));
      return { starts, options: body.scan_options };
    }),
);

/** `include_details` false leaves out explanation, path and snippet of each finding. */
export const exportBody = spelledEitherWay(
  z.object({ scan_id: opaqueId, format: z.enum(['pdf', 'json', 'csv', 'sarif']).default('json'), include_details: z.boolean().default(true) }),
);
