import { requirePermission } from '../../platform/auth/index.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import type { Scanner } from './scanner.operations.ts';

type Operation<A extends readonly unknown[], R> = (ctx: UserCtx, ...rest: A) => Promise<R>;

function needing<A extends readonly unknown[], R>(permission: string, operation: Operation<A, R>): Operation<A, R> {
  return async (ctx, ...rest) => {
    requirePermission(ctx, permission);
    return await operation(ctx, ...rest);
  };
}

/**
 * Scans are read by those who hold `read:scans`, started, ended and deleted by those who hold `write:scans`: by a role,
 * or by the scopes of an API token. Error of every operation: FORBIDDEN 403 naming the permission.
 */
export function withPolicy<S extends Scanner>(scanner: S): S {
  const read = <A extends readonly unknown[], R>(operation: Operation<A, R>): Operation<A, R> => needing('read:scans', operation);
  const write = <A extends readonly unknown[], R>(operation: Operation<A, R>): Operation<A, R> => needing('write:scans', operation);
  return {
    ...scanner,
    uploadSource: write(scanner.uploadSource),
    getUpload: read(scanner.getUpload),
    listUploads: read(scanner.listUploads),
    deleteUpload: write(scanner.deleteUpload),
    startScan: write(scanner.startScan),
    startBatch: write(scanner.startBatch),
    getScan: read(scanner.getScan),
    getReport: read(scanner.getReport),
    getSources: read(scanner.getSources),
    listScans: read(scanner.listScans),
    listReports: read(scanner.listReports),
    cancelScan: write(scanner.cancelScan),
    deleteScan: write(scanner.deleteScan),
    getFinding: read(scanner.getFinding),
    triageFinding: write(scanner.triageFinding),
    compareScans: read(scanner.compareScans),
    checkUpgrade: read(scanner.checkUpgrade),
    exportScan: read(scanner.exportScan),
    statistics: read(scanner.statistics),
  };
}
