import { z } from 'zod';
import { iso } from '../../lib/time.ts';
import type { Unit, UnitKind } from '../../modules/organisation/index.ts';
import { endpoint, type Endpoint } from '../kit/index.ts';
import { newUnit, unitChanges, unitRow, type UnitRow } from './alerts.wire.ts';

const guide = 'console#organisation';
const permission = 'admin:operations';
const kinds = { environments: 'environment', teams: 'team' } as const satisfies Record<string, UnitKind>;
const list = z.enum(Object.keys(kinds) as (keyof typeof kinds)[]);
const inList = z.object({ list });
const byId = z.object({ list, id: z.uuid() });

const presentUnit = ({ createdAt, ...rest }: Unit): UnitRow => ({ ...rest, createdAt: iso(createdAt) });

/** Environments and teams. */
export const organisationEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/console/v1/organisation/{list}', {
    guide,
    summary: 'Environments or teams in their order',
    params: inList,
    reply: z.array(unitRow),
    run: (m, ctx, { params }) => m.organisation.list(ctx, kinds[params.list]),
    present: (units) => units.map(presentUnit),
  }),
  endpoint('POST /api/console/v1/organisation/{list}', {
    guide,
    summary: 'Adds an environment or a team',
    permission,
    params: inList,
    status: 201,
    body: newUnit,
    reply: unitRow,
    run: (m, ctx, { params, body }) => m.organisation.create(ctx, kinds[params.list], body),
    present: presentUnit,
  }),
  endpoint('PATCH /api/console/v1/organisation/{list}/{id}', {
    guide,
    summary: 'Changes how an environment or a team is shown',
    permission,
    params: byId,
    body: unitChanges,
    reply: unitRow,
    run: (m, ctx, { params, body }) => m.organisation.update(ctx, { kind: kinds[params.list], id: params.id }, body),
    present: presentUnit,
  }),
  endpoint('DELETE /api/console/v1/organisation/{list}/{id}', {
    guide,
    summary: 'Removes an environment or a team; what names it keeps the name',
    permission,
    params: byId,
    status: 204,
    reply: z.undefined(),
    run: (m, ctx, { params }) => m.organisation.remove(ctx, kinds[params.list], params.id),
    present: () => undefined,
  }),
];
