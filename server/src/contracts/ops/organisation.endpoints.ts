import { z } from 'zod';
import type { Unit } from '../../modules/organisation/index.ts';
import { type Endpoint, endpoint } from '../kit/index.ts';

const guide = 'ops#frontend-code-reference';
const unitRow = z.object({ id: z.uuid(), name: z.string(), display_name: z.string(), color: z.string() });

const presentUnit = ({ id, name, displayName, color }: Unit): z.input<typeof unitRow> => ({ id, name, display_name: displayName, color });

/** Environments and teams that the client's switches offer. */
export const organisationEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/v1/admin-extended/environments', {
    guide,
    summary: 'List environments',
    reply: z.array(unitRow),
    run: (m, ctx) => m.organisation.list(ctx, 'environment'),
    present: (units) => units.map(presentUnit),
  }),
  endpoint('GET /api/v1/admin-extended/teams', {
    guide,
    summary: 'List teams',
    reply: z.array(unitRow),
    run: (m, ctx) => m.organisation.list(ctx, 'team'),
    present: (units) => units.map(presentUnit),
  }),
];
