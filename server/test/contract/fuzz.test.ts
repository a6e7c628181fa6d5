import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { LightMyRequestResponse } from 'fastify';
import { contracts, sharedContracts } from '../../src/contracts/index.ts';
import type { Contract, Endpoint } from '../../src/contracts/kit/index.ts';
import { type Cast, type Headers, type Role, startCast } from './fuzz/cast.ts';
import { forgeries, genuine } from './fuzz/credentials.ts';
import { judge } from './fuzz/judge.ts';
import { emptyBodyShot, pathOf, type Shot, shotsAt, toInject, wrongShots } from './fuzz/shots.ts';

const inputsPerEndpoint = 200;
const roles: readonly Role[] = ['token', 'token', 'token', 'session', 'bob'];

let cast: Cast;
before(async () => {
  cast = await startCast();
});
after(() => cast.server.close());

interface Target {
  readonly contract: Contract;
  readonly endpoint: Endpoint;
}

async function shoot({ contract, endpoint }: Target, shot: Shot, headers: Headers): Promise<LightMyRequestResponse> {
  cast.clock.tick();
  const response = await cast.server.inject(toInject(endpoint, shot, { headers, count: cast.clock.count() }));
  judge(response, { contract, endpoint, isPathHostile: shot.isPathHostile });
  return response;
}

/** Sends 200 requests to an endpoint; resolves to whether one of them was answered well. */
async function bombard(target: Target): Promise<boolean> {
  const { endpoint } = target;
  const fixed = wrongShots(endpoint);
  for (const shot of fixed) await shoot(target, shot, cast.headersOf('token'));
  let isAnswered = false;
  const property = fc.asyncProperty(shotsAt(endpoint, cast.ids), fc.constantFrom(...roles), async (shot, role) => {
    const { statusCode } = await shoot(target, shot, cast.headersOf(role));
    if (statusCode < 300) isAnswered = true;
    if (statusCode === 401 && role === 'session') await cast.renewSession();
  });
  await fc.assert(property, { numRuns: inputsPerEndpoint - fixed.length }).catch((failure: unknown) => {
    const reason = failure instanceof Error && failure.cause instanceof Error ? failure.cause.message : '';
    throw new Error(`${endpoint.line}: ${reason}\n${String(failure)}`, { cause: failure });
  });
  return isAnswered;
}

/** Several endpoints at a time: one waits for the database while another is worked on. */
async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  const lane = async (): Promise<void> => {
    for (const item of rest) await work(item);
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
}

test('the recipe of the forgeries is right: with the server\'s key and valid claims it passes', async () => {
  const response = await cast.server.inject({ method: 'GET', url: '/api/v1/auth/me', headers: genuine(cast.server.admin.token) });
  assert.equal(response.statusCode, 200, response.body);
});

for (const contract of [...contracts, ...sharedContracts]) {
  const { name, endpoints } = contract;

  test(`${name}: nobody gets in with an expired, unsigned, foreign or broken credential`, async () => {
    for (const endpoint of endpoints.filter(({ access }) => access === 'user')) {
      for (const headers of forgeries(cast.server.admin.token)) {
        const { statusCode } = await shoot({ contract, endpoint }, emptyBodyShot(endpoint), headers);
        assert.equal(statusCode, 401, `${endpoint.line} with ${JSON.stringify(headers).slice(0, 200)}`);
      }
    }
  });

  test(`${name}: a JSON content type without a body is no body`, async () => {
    for (const endpoint of endpoints.filter(({ method }) => method !== 'GET')) {
      const { statusCode, body } = await shoot({ contract, endpoint }, emptyBodyShot(endpoint), cast.headersOf('token'));
      assert.ok(statusCode !== 415 && !body.includes('MALFORMED_JSON'), `${endpoint.line}: ${statusCode} ${body.slice(0, 300)}`);
    }
  });

  test(`${name}: what belongs to another user is out of reach`, async () => {
    for (const endpoint of endpoints.filter(({ isBuilt, access, path }) => isBuilt && access === 'user' && /[{:]/.test(path))) {
      for (const id of cast.foreign) {
        const { statusCode, body } = await shoot({ contract, endpoint }, { ...emptyBodyShot(endpoint), url: pathOf(endpoint, () => id) }, cast.headersOf('bob'));
        assert.ok(statusCode >= 400, `${endpoint.line} gave ${statusCode} for ${id}: ${body.slice(0, 300)}`);
      }
    }
  });

  test(`${name}: ${inputsPerEndpoint} inputs to each of ${endpoints.length} endpoints, no fault, always the guide's error shape`, async (t) => {
    const built = endpoints.filter(({ isBuilt }) => isBuilt).length;
    let answered = 0;
    await inLanes(endpoints, async (endpoint) => {
      if (await bombard({ contract, endpoint })) answered += 1;
      else if (endpoint.isBuilt) t.diagnostic(`never answered well: ${endpoint.line}`);
    });
    t.diagnostic(`${endpoints.length * inputsPerEndpoint} inputs; ${answered} of ${built} built endpoints answered some well`);
  });
}

test('alice still has what is hers', async () => {
  const [scanId = ''] = cast.foreign;
  const response = await cast.alice.inject({ method: 'GET', url: `/api/console/v1/scans/${scanId}` });
  assert.equal(response.statusCode, 200, response.body);
});
