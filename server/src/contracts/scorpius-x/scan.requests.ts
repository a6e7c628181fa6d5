import { z } from 'zod';
import type { DetectorInfo, StartScanInput } from '../../modules/scanner/index.ts';
import { detectorsAmong } from '../shared/plugins.ts';
import { scanType, targetFields, targetOf } from '../shared/scan-request.ts';
import { spelledEitherWay } from '../shared/spelling.ts';

/** The guide sends `target`, the scanner page of its client `target_type` and `target_identifier`. Source: scorpius-x#making-direct-api-calls. */
export const startBody = spelledEitherWay(
  z.object({
    ...targetFields,
    target_type: z.string().max(100).optional(),
    scan_type: scanType.default('full'),
    /** Told back, while `scan_type` decides how deep to look. */
    depth: z.int().min(0).max(100).optional(),
    plugins: z.array(z.string().max(100)).max(50).default([]),
  }),
);

/** What the scanner takes for a request of this guide. */
export function startOf(body: z.output<typeof startBody>, known: readonly DetectorInfo[]): StartScanInput {
  return { target: targetOf(body), depth: body.scan_type, detectors: detectorsAmong(body.plugins, known), requestedPlugins: body.plugins };
}
