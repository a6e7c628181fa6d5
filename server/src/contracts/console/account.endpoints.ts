import { z } from 'zod';
import type { UserCtx } from '../../platform/context/index.ts';
import { endpoint, type Endpoint, type Modules } from '../kit/index.ts';
import { presentSession, presentToken, presentUser } from './account.present.ts';
import { newTokenRow, sessionRow, tokenRow, userRow } from './account.wire.ts';
import { given } from './given.ts';

const guide = 'console#account';
const byId = z.object({ id: z.uuid() });
const nothing = { status: 204, reply: z.undefined(), present: () => undefined } as const;

const profileChanges = z.object({
  email: z.email().max(254).optional(),
  name: z.string().trim().min(1).max(100).optional(),
  team: z.string().trim().max(100).optional(),
  avatarUrl: z.url({ protocol: /^https?$/ }).max(500).nullable().optional(),
  organization: z.string().trim().min(1).max(100).nullable().optional(),
});

const newToken = z.object({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.string().min(1).max(100)).min(1).max(100),
  expiresAt: z.iso.datetime().transform((text) => new Date(text)).nullable().default(null),
});

/** Sessions and which of them asks. */
async function listSessions({ identity }: Modules, ctx: UserCtx) {
  return { sessions: await identity.sessions.list(ctx), currentId: ctx.principal.sessionId };
}

/** What users do with their own account: profile, password, sessions, API tokens. */
export const accountEndpoints: readonly Endpoint[] = [
  endpoint('PATCH /api/console/v1/account', {
    guide,
    summary: 'Changes the profile',
    body: profileChanges,
    reply: userRow,
    run: (m, ctx, { body }) => m.identity.updateProfile(ctx, given(body)),
    present: presentUser,
  }),
  endpoint('PUT /api/console/v1/account/password', {
    ...nothing,
    guide,
    summary: 'Changes the password and ends every other session',
    body: z.object({ current: z.string().min(1).max(256), next: z.string().min(1).max(256) }),
    run: (m, ctx, { body }) => m.identity.changePassword(ctx, body),
  }),
  endpoint('GET /api/console/v1/account/sessions', {
    guide,
    summary: 'Own sessions, newest first',
    reply: z.array(sessionRow),
    run: listSessions,
    present: ({ sessions, currentId }) => sessions.map((session) => presentSession(session, currentId)),
  }),
  endpoint('DELETE /api/console/v1/account/sessions/{id}', {
    ...nothing,
    guide,
    summary: 'Ends one of the own sessions',
    params: byId,
    run: (m, ctx, { params }) => m.identity.sessions.revoke(ctx, params.id),
  }),
  endpoint('GET /api/console/v1/account/tokens', {
    guide,
    summary: 'Own API tokens, newest first',
    reply: z.array(tokenRow),
    run: (m, ctx) => m.identity.tokens.list(ctx, { ownerId: ctx.principal.userId }),
    present: (tokens) => tokens.map(presentToken),
  }),
  endpoint('POST /api/console/v1/account/tokens', {
    guide,
    summary: 'Makes an API token; it is shown in this answer only',
    status: 201,
    body: newToken,
    reply: newTokenRow,
    run: (m, ctx, { body }) => m.identity.tokens.create(ctx, { ...body, environment: null, prefix: 'bwk_' }),
    present: ({ token, info }) => ({ ...presentToken(info), token }),
    effects: () => ({ headers: { 'cache-control': 'no-store' } }),
  }),
  endpoint('DELETE /api/console/v1/account/tokens/{id}', {
    ...nothing,
    guide,
    summary: 'Revokes an API token',
    params: byId,
    run: (m, ctx, { params }) => m.identity.tokens.revoke(ctx, params.id),
  }),
];
