import { z } from 'zod';
import { iso } from '../../lib/time.ts';
import type { ScanFinding, Upload } from '../../modules/scanner/index.ts';
import { presentVulnerability, vulnerability } from '../shared/scan-result.ts';

/** Source: scorpius#-2-smart-contract-scanner-scanner, File Upload System. */
export const uploadResult = z.object({
  upload_id: z.string(),
  filename: z.string(),
  status: z.literal('uploaded'),
  /** Bytes. */
  size: z.int(),
  format: z.enum(['solidity', 'vyper', 'standard-json', 'artifact', 'zip']),
  created_at: z.iso.datetime(),
});

/** Details of one finding. The guide names the endpoint, the fields follow the client's page. */
export const vulnerabilityDetails = vulnerability.extend({
  scan_id: z.string(),
  swc_id: z.string().nullable(),
  cwe_id: z.string().nullable(),
  explanation: z.string(),
  code_snippet: z.string(),
  references: z.array(z.url()),
  remediation: z.string(),
});

/** An upload in the guide's words. */
export function presentUpload(upload: Upload): z.input<typeof uploadResult> {
  return {
    upload_id: upload.id,
    filename: upload.filename,
    status: 'uploaded',
    size: upload.size,
    format: upload.format,
    created_at: iso(upload.createdAt),
  };
}

function digits(id: string): string {
  return id.replace(/\D/g, '');
}

function referencesOf({ swc, cwe }: ScanFinding['categories']): string[] {
  return [
    ...swc.map((id) => `https://swcregistry.io/docs/SWC-${digits(id)}`),
    ...cwe.map((id) => `https://cwe.mitre.org/data/definitions/${digits(id)}.html`),
  ];
}

/** A finding with everything its page shows. */
export function presentDetails(finding: ScanFinding): z.input<typeof vulnerabilityDetails> {
  return {
    ...presentVulnerability(finding),
    scan_id: finding.scanId,
    swc_id: finding.categories.swc[0] ?? null,
    cwe_id: finding.categories.cwe[0] ?? null,
    explanation: finding.explanation,
    code_snippet: finding.snippet,
    references: referencesOf(finding.categories),
    remediation: finding.fix,
  };
}
