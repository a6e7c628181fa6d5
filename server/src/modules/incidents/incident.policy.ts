import { requirePermission } from '../../platform/auth/index.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import type { Incidents } from './incidents.operations.ts';

type Operation<A extends readonly unknown[], R> = (ctx: UserCtx, ...rest: A) => R;

function needing<A extends readonly unknown[], R>(permission: string, operation: Operation<A, Promise<R>>): Operation<A, Promise<R>> {
  return async (ctx, ...rest) => {
    requirePermission(ctx, permission);
    return await operation(ctx, ...rest);
  };
}

/** Incidents are read by those who hold `read:incidents`, changed by those who hold `write:incidents`. */
export function withPolicy<S extends Incidents>(incidents: S): S {
  const read = <A extends readonly unknown[], R>(operation: Operation<A, Promise<R>>) => needing('read:incidents', operation);
  const write = <A extends readonly unknown[], R>(operation: Operation<A, Promise<R>>) => needing('write:incidents', operation);
  return {
    ...incidents,
    list: read(incidents.list),
    export(ctx, query) {
      requirePermission(ctx, 'read:incidents');
      return incidents.export(ctx, query);
    },
    get: read(incidents.get),
    create: write(incidents.create),
    update: write(incidents.update),
    remove: write(incidents.remove),
    comment: write(incidents.comment),
    timeline: read(incidents.timeline),
    statistics: read(incidents.statistics),
    facets: read(incidents.facets),
    activity: read(incidents.activity),
    listEvidence: read(incidents.listEvidence),
    addEvidence: write(incidents.addEvidence),
    downloadEvidence: read(incidents.downloadEvidence),
    removeEvidence: write(incidents.removeEvidence),
    recordDeployment: write(incidents.recordDeployment),
    listDeployments: read(incidents.listDeployments),
    correlate: read(incidents.correlate),
    analyse: read(incidents.analyse),
    jira: { ...incidents.jira, status: read(incidents.jira.status), poll: write(incidents.jira.poll) },
  };
}
