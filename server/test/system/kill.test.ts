import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { signInTo, startServerProcess, until } from '../support/server-process.ts';

/** Moments at which the server is killed; 100 in the long run. */
const rounds = Number(process.env.BULWARK_KILLS ?? 12);
const perRound = 3;

const source = `pragma solidity ^0.8.0;
contract Purse {
  mapping(address => uint256) balances;
  function deposit() external payable { balances[msg.sender] += msg.value; }
  function withdraw() external {
    (bool ok, ) = msg.sender.call{value: balances[msg.sender]}("");
    require(ok);
    balances[msg.sender] = 0;
  }
}`;

interface Ended {
  readonly status: string;
  readonly vulnerabilities: readonly { readonly id: string; readonly fingerprint?: string }[];
}

/** Moments spread over 0–600 ms by a fixed sequence, so that a failure can be repeated. */
function* moments(): Generator<number> {
  let seed = 20_251;
  for (;;) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield seed % 600;
  }
}

async function startScan(url: string, token: string): Promise<string | null> {
  try {
    const response = await fetch(`${url}/api/scanner/analyze`, {
      method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ source_code: source, scan_type: 'full' }),
    });
    return response.ok ? ((await response.json()) as { scan_id: string }).scan_id : null;
  } catch {
    // Killed before the answer: whether it was accepted is found in the history.
    return null;
  }
}

async function endOf(url: string, token: string, id: string): Promise<Ended | null> {
  const response = await fetch(`${url}/api/scanner/scan/${id}`, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) return null;
  const scan = (await response.json()) as Ended;
  return scan.status === 'queued' || scan.status === 'running' ? null : scan;
}

test(`every accepted scan ends exactly once, though the server is killed ${rounds} times`, { timeout: 1_200_000 }, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'bulwark-kill-'));
  const accepted: string[] = [];
  const moment = moments();
  for (let round = 0; round < rounds; round += 1) {
    const server = await startServerProcess(dataDir);
    const token = await signInTo(server.url);
    const starting = Array.from({ length: perRound }, () => startScan(server.url, token));
    // Every other round the moment counts from the first acceptance, so that a slow machine kills scans too and not only requests.
    if (round % 2 === 0) await Promise.race(starting);
    await new Promise((resolve) => setTimeout(resolve, moment.next().value as number));
    await server.kill();
    accepted.push(...(await Promise.all(starting)).filter((id) => id !== null));
  }
  const server = await startServerProcess(dataDir);
  const token = await signInTo(server.url);
  let expected: number | null = null;
  for (const id of accepted) {
    const scan = await until(() => endOf(server.url, token, id), 60_000, `the end of scan ${id}`);
    assert.equal(scan.status, 'completed', `scan ${id}`);
    expected ??= scan.vulnerabilities.length;
    assert.equal(scan.vulnerabilities.length, expected, `findings of scan ${id} are there once`);
    assert.equal(new Set(scan.vulnerabilities.map((finding) => finding.id)).size, expected);
  }
  console.log(`${accepted.length} accepted scans, ${rounds} kills, ${expected ?? 0} findings each`);
  assert.ok(accepted.length >= rounds / 2, 'the kills did not come before everything');
  assert.ok((expected ?? 0) > 0);
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
