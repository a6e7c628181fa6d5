import { z } from 'zod';
import { errors } from '../../platform/errors/index.ts';
import { endpoint, type InputFile } from '../kit/index.ts';
import { presentDetector, presentUpload } from './scans.present.ts';
import { detector, upload } from './scans.wire.ts';

/** What a new scan is made of: uploads and detectors. */
export const sourceEndpoints = [
  endpoint('POST /api/console/v1/uploads', {
    guide: 'console#uploads',
    summary: 'Keeps one .sol, .vy, .json or .zip file for scans to name',
    status: 201,
    consumes: 'multipart',
    reply: upload,
    run: (m, ctx, { files }) => m.scanner.uploadSource(ctx, onlyFile(files)),
    present: presentUpload,
  }),
  endpoint('GET /api/console/v1/detectors', {
    guide: 'console#detectors',
    summary: 'Detectors with their documentation',
    reply: z.array(detector),
    run: (m) => m.scanner.listDetectors(),
    present: (detectors) => detectors.map(presentDetector),
  }),
];

function onlyFile(files: readonly InputFile[]): InputFile {
  const [file] = files;
  if (file === undefined || files.length > 1) throw errors.VALIDATION_ERROR({ message: 'Send exactly one file' });
  return file;
}
