import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { SignedIn } from '../../src/modules/identity/index.ts';
import { adminPassword, type IdentityHouse, openIdentityHouse } from '../support/identity.ts';

const dayMs = 86_400_000;

/** What ought to be true of one session. */
interface Model {
  isAlive: boolean;
  /** Tokens in the order they were given; only the last one is unspent. */
  readonly chain: { token: string; spentAt: number | null }[];
  readonly endsAt: number;
}

interface Real {
  readonly house: IdentityHouse;
  readonly signedIn: SignedIn;
}

const errorCode = async (work: Promise<unknown>): Promise<string | null> =>
  work.then(() => null, (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)));

/** Shows one token of the chain, counted from the end: 0 is the unspent one. */
class Show implements fc.AsyncCommand<Model, Real> {
  readonly back: number;
  constructor(back: number) {
    this.back = back;
  }
  check(model: Model): boolean {
    return this.back < model.chain.length;
  }
  async run(model: Model, { house }: Real): Promise<void> {
    const shown = model.chain.at(-1 - this.back);
    assert.ok(shown);
    const now = house.clock.now();
    const answer = house.identity.refresh(house.anonymous(), shown.token);
    const isLive = model.isAlive && now < model.endsAt;
    const isSideBySide = shown.spentAt !== null && this.back === 1 && now === shown.spentAt;
    if (isLive && shown.spentAt === null) {
      const { refreshToken, accessToken } = await answer;
      assert.ok(model.chain.every(({ token }) => token !== refreshToken), 'every token is new');
      assert.ok(await house.identity.authenticate({ token: accessToken, cookie: null }));
      shown.spentAt = now;
      model.chain.push({ token: refreshToken, spentAt: null });
    } else if (isLive && isSideBySide) {
      assert.equal((await answer).refreshToken, model.chain.at(-1)?.token, 'requests of one moment get the identical answer');
    } else {
      assert.equal(await errorCode(answer), 'REFRESH_TOKEN_INVALID');
      model.isAlive &&= !isLive;
    }
  }
  toString(): string {
    return `Show(${this.back})`;
  }
}

class Wait implements fc.AsyncCommand<Model, Real> {
  readonly ms: number;
  constructor(ms: number) {
    this.ms = ms;
  }
  check(): boolean {
    return true;
  }
  async run(_model: Model, { house }: Real): Promise<void> {
    house.clock.advance(this.ms);
  }
  toString(): string {
    return `Wait(${this.ms})`;
  }
}

class Logout implements fc.AsyncCommand<Model, Real> {
  check(model: Model): boolean {
    return model.isAlive;
  }
  async run(model: Model, { house, signedIn }: Real): Promise<void> {
    const principal = await house.identity.authenticate({ token: null, cookie: signedIn.cookie });
    assert.equal(principal !== null, house.clock.now() < model.endsAt);
    if (principal === null) return;
    await house.identity.logout(house.as(principal));
    model.isAlive = false;
  }
  toString(): string {
    return 'Logout';
  }
}

/** Whatever happened, cookie and session tell the same story as the model. */
class Look implements fc.AsyncCommand<Model, Real> {
  check(): boolean {
    return true;
  }
  async run(model: Model, { house, signedIn }: Real): Promise<void> {
    const principal = await house.identity.authenticate({ token: null, cookie: signedIn.cookie });
    assert.equal(principal !== null, model.isAlive && house.clock.now() < model.endsAt);
  }
  toString(): string {
    return 'Look';
  }
}

describe('refresh rotation', () => {
  let house: IdentityHouse;
  before(async () => {
    house = await openIdentityHouse();
  });
  after(() => house.db.close());
  const login = (isRemembered = false): Promise<SignedIn> => house.identity.login(house.anonymous(), { login: 'admin', password: adminPassword, isRemembered });

  it('behaves as its model over any sequence of refreshes, replays, pauses and logouts', async () => {
    const commands = [
      fc.constant(new Show(0)), fc.constant(new Show(0)), fc.constant(new Show(1)), fc.nat(4).map((back) => new Show(back)),
      fc.constantFrom(1, 1000, 3 * dayMs).map((ms) => new Wait(ms)), fc.constant(new Look()), fc.constant(new Logout()),
    ];
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 25 }), async (steps) => {
        const signedIn = await login();
        const setup = () => ({ model: { isAlive: true, chain: [{ token: signedIn.refreshToken, spentAt: null }], endsAt: house.clock.now() + 7 * dayMs }, real: { house, signedIn } });
        await fc.asyncModelRun(setup, steps);
      }),
      { numRuns: 40 },
    );
  });

  it('gives twenty requests at once with one token the identical successor', async () => {
    const { refreshToken } = await login();
    const answers = await Promise.all(Array.from({ length: 20 }, () => house.identity.refresh(house.anonymous(), refreshToken)));
    assert.equal(new Set(answers.map((answer) => answer.refreshToken)).size, 1);
  });

  it('takes the same token a moment later for theft: it and its successor are worth nothing from then on', async () => {
    const { refreshToken } = await login();
    const { refreshToken: successor } = await house.identity.refresh(house.anonymous(), refreshToken);
    house.clock.advance(1);
    assert.equal(await errorCode(house.identity.refresh(house.anonymous(), refreshToken)), 'REFRESH_TOKEN_INVALID');
    assert.equal(await errorCode(house.identity.refresh(house.anonymous(), successor)), 'REFRESH_TOKEN_INVALID');
  });

  it('ends the session when a spent token comes back, tells the bus and writes it down', async () => {
    const { refreshToken, accessToken, sessionId, user } = await login();
    const { refreshToken: second } = await house.identity.refresh(house.anonymous(), refreshToken);
    await house.identity.refresh(house.anonymous(), second);
    assert.equal(await errorCode(house.identity.refresh(house.anonymous(), refreshToken)), 'REFRESH_TOKEN_INVALID');
    assert.equal(await house.identity.authenticate({ token: accessToken, cookie: null }), null);
    assert.deepEqual(house.bus.told.at(-1), { name: 'session.revoked', payload: { sessionId, userId: user.id } });
    const { items } = await house.audit.list(await house.signIn(), { eventType: 'SESSION_REVOKED', resourceId: sessionId, limit: 10, offset: 0 });
    assert.equal(items.length, 1);
  });

  it('lets a session renew itself without a refresh token, but not outlive its end', async () => {
    const { accessToken } = await login();
    const principal = await house.identity.authenticate({ token: accessToken, cookie: null });
    assert.ok(principal);
    house.clock.advance(6.5 * dayMs);
    const { refreshToken, expiresInSeconds } = await house.identity.refresh(house.as(principal), null);
    assert.ok(expiresInSeconds >= 43_199 && expiresInSeconds <= 43_200, 'half a day is left of the seven');
    house.clock.advance(dayMs / 2);
    assert.equal(await errorCode(house.identity.refresh(house.anonymous(), refreshToken)), 'REFRESH_TOKEN_INVALID');
    assert.equal(await errorCode(house.identity.refresh(house.as(principal), null)), 'REFRESH_TOKEN_INVALID');
  });

  it('remembers for thirty days', async () => {
    const { refreshToken } = await login(true);
    house.clock.advance(29 * dayMs);
    assert.ok(await house.identity.refresh(house.anonymous(), refreshToken));
  });

  it('refuses what was never given', async () => {
    for (const token of ['', 'x', 'x'.repeat(43)]) assert.equal(await errorCode(house.identity.refresh(house.anonymous(), token)), 'REFRESH_TOKEN_INVALID');
    assert.equal(await errorCode(house.identity.refresh(house.anonymous(), null)), 'REFRESH_TOKEN_INVALID');
  });
});
