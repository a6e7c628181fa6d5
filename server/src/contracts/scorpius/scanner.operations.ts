import type { z } from 'zod';
import type { Principal, UserCtx } from '../../platform/context/index.ts';
import { errors } from '../../platform/errors/index.ts';
import type { Scan, ScanDepth, StartScanInput, Upload } from '../../modules/scanner/index.ts';
import type { InputFile, Modules } from '../kit/index.ts';
import { targetOf } from '../shared/scan-request.ts';
import type { analyzeBody } from './scanner.requests.ts';

/** The one file of an upload form. */
export function theFile(files: readonly InputFile[]): InputFile {
  const [file, second] = files;
  if (file === undefined) throw errors.VALIDATION_ERROR({ message: 'file: a form with one file is expected', details: { field: 'file' } });
  if (second !== undefined) throw errors.VALIDATION_ERROR({ message: 'file: one file per upload, or a .zip of many', details: { field: second.field } });
  return file;
}

/** Keeps the file and, where the form asks for it, starts a scan of it. */
export async function uploadAndScan(
  modules: Modules,
  ctx: UserCtx,
  input: { file: InputFile; depth: ScanDepth; isToBeScanned: boolean },
): Promise<{ upload: Upload; scan: Scan | null }> {
  const upload = await modules.scanner.uploadSource(ctx, input.file);
  if (!input.isToBeScanned) return { upload, scan: null };
  const scan = await modules.scanner.startScan(ctx, { target: { kind: 'upload', uploadId: upload.id }, depth: input.depth, detectors: [] });
  return { upload, scan };
}

/** What the scanner takes for a request to analyse. */
export function startOf(body: z.output<typeof analyzeBody>): StartScanInput {
  return { target: targetOf(body), depth: body.scan_type, detectors: [] };
}

/** A scan that was just accepted, and how long it will take. */
export async function estimated(modules: Modules, starting: Promise<Scan>): Promise<{ scan: Scan; seconds: number }> {
  const scan = await starting;
  return { scan, seconds: await modules.scanner.estimateSeconds() };
}

/** True when a `user_id` names the caller: by id, running number, name, or the guide's `current_user`. */
export function isCaller(principal: Principal, userId: unknown): boolean {
  const names: readonly unknown[] = ['current_user', principal.userId, principal.serialId, String(principal.serialId), principal.username];
  return names.includes(userId);
}

/** Options that a client switched on and that no engine answers yet: told back, never passed over in silence. */
export function optionsNotRun(options: Readonly<Record<string, boolean>>): string[] {
  return Object.keys(options).filter((name) => options[name] === true);
}
