import { serveTasks } from '../../platform/workers/index.ts';
import { type ImportFile, readProcedures } from './sop-import.ts';

serveTasks(async (files: readonly ImportFile[]) => await readProcedures(files));
