import type { StorageSlot } from '../compile/artefact.ts';
import { describeArguments, describeOutput, describeRevert } from './abi.ts';
import { type Action, ACTORS, after, ATTACKER_CONTRACT, describeCall, PAYLOAD_CONTRACT, toCall } from './action.ts';
import { type Digest, digest } from './digest.ts';
import { creationOf } from './program.ts';
import type { Proof, ProofEffect, ProofStep } from './proof.ts';
import type { Outcome, Sandbox } from './sandbox.ts';
import type { Shown, Trial } from './trial.ts';
import { toHex } from './words.ts';
import { type Event, genesis, type World } from './world.ts';

const NOTHING: ReadonlySet<string> = new Set();

/** Runs the whole story once more from the first block and writes down every transaction with what it changed. */
export function replay(trial: Trial, shown: Shown, empty: Sandbox): Proof {
  const { stage, target } = trial;
  const world = genesis(empty);
  const events: Event[] = [...stage.world.events, ...shown.sequence.map((action): Event => ({ kind: 'action', action }))];
  const scribe = new Scribe(world, stage.address, target.program.artefact.storage);
  const steps = events.map((event) => scribe.write(event));
  const { unit, artefact } = target.program;
  const assumptions = stage.world.events.flatMap((event) => (event.kind === 'set' ? [event.reason] : []));
  if (unit.isSubstitute) assumptions.push(`compiled with solc ${unit.compiler}, since ${unit.wanted} is not installed`);
  return {
    evidence: shown.evidence, contract: artefact.name, compiler: `solc ${unit.compiler}`, rules: empty.rules, assumptions,
    accounts: accountsOf(trial, shown.sequence), steps, attackFrom: stage.world.events.length,
  };
}

function accountsOf({ stage }: Trial, sequence: Action[]): Proof['accounts'] {
  const accounts = [
    { address: ACTORS.deployer, role: 'deployer, honest' },
    { address: ACTORS.victim, role: 'victim, honest' },
    { address: ACTORS.attacker, role: 'attacker' },
    ...[...stage.world.programs].map(([address, program]) => ({ address, role: address === stage.address ? `${program.artefact.name}, under attack` : program.artefact.name })),
  ];
  if (sequence.some(({ isRelayed }) => isRelayed)) accounts.push({ address: ATTACKER_CONTRACT, role: "attacker's contract" });
  accounts.push({ address: PAYLOAD_CONTRACT, role: "attacker's code that sends all it can to the attacker" });
  return accounts;
}

class Scribe {
  readonly #world: World;
  readonly #address: string;
  readonly #storage: StorageSlot[];

  constructor(world: World, address: string, storage: StorageSlot[]) {
    this.#world = world;
    this.#address = address;
    this.#storage = storage;
  }

  write(event: Event): ProofStep {
    if (event.kind === 'deploy') return this.#deploy(event);
    if (event.kind === 'action') return this.#act(event.action);
    this.#world.sandbox.set(event.address, event.change);
    return { actor: 'setup', from: null, to: event.address, value: '0', calldata: '0x', call: event.reason, succeeded: true, result: '', gasUsed: '0', effects: [] };
  }

  #deploy({ program, args, value, libraries, address }: Extract<Event, { kind: 'deploy' }>): ProofStep {
    const data = creationOf(program, args, libraries);
    const call = `create ${program.artefact.name}(${describeArguments(program.constructor.inputs, args)})`;
    const { outcome, effects } = this.#run({ from: ACTORS.deployer, to: null, value, data }, 0n);
    return { actor: 'deployer', from: ACTORS.deployer, to: null, value: String(value), calldata: `0x${toHex(data)}`, call, ...told(outcome, outcome.success ? address : ''), effects };
  }

  #act(action: Action): ProofStep {
    const { timestamp: _time, blockNumber: _block, ...call } = toCall(action, this.#world.moment);
    const { outcome, effects } = this.#run(call, action.waitSeconds);
    const answer = action.isLure ? '' : describeOutput(action.callable.outputs, outcome.output);
    return {
      actor: action.actor, from: call.from, to: call.to, value: String(call.value), calldata: `0x${toHex(call.data)}`,
      call: callText(action), ...told(outcome, answer), effects,
    };
  }

  #run(call: { from: string; to: string | null; value: bigint; data: Uint8Array }, waitSeconds: bigint): { outcome: Outcome; effects: ProofEffect[] } {
    const { sandbox } = this.#world;
    const moment = after(this.#world.moment, waitSeconds);
    const seen = digest(sandbox.inspect({ ...call, ...moment }), () => false, NOTHING);
    const watched = [...new Set([...Object.values(ACTORS), ATTACKER_CONTRACT, this.#address])];
    const balances = new Map(watched.map((account) => [account, sandbox.balance(account)]));
    const slots = new Map(seen.writes.map(({ account, slot }) => [`${account}|${slot}`, { account, slot, before: sandbox.slot(account, slot) }]));
    const outcome = sandbox.run({ ...call, ...moment });
    this.#world.moment = moment;
    const effects: ProofEffect[] = [];
    for (const [account, before] of balances) {
      const now = sandbox.balance(account);
      if (now !== before) effects.push({ kind: 'balance', account, before: String(before), after: String(now) });
    }
    for (const { account, slot, before } of slots.values()) {
      const now = sandbox.slot(account, slot);
      if (now !== before && account !== ATTACKER_CONTRACT) effects.push({ kind: 'storage', account, slot: `0x${slot.toString(16)}`, variable: this.#variableAt(account, slot), before: String(before), after: String(now) });
    }
    for (const account of destroyed(seen)) effects.push({ kind: 'destroyed', account });
    return { outcome, effects };
  }

  #variableAt(account: string, slot: bigint): string | null {
    if (account !== this.#address) return null;
    const found = this.#storage.filter((one) => BigInt(one.slot) === slot);
    return found.length > 0 ? found.map(({ label }) => label).join(', ') : null;
  }
}

function destroyed({ frames }: Digest): string[] {
  return [...new Set(frames.filter(({ op }) => op === 0xff).map(({ from }) => from))];
}

function told({ success, output, gasUsed }: Outcome, answer: string): Pick<ProofStep, 'succeeded' | 'result' | 'gasUsed'> {
  return { succeeded: success, result: success ? answer : describeRevert(output), gasUsed: String(gasUsed) };
}

function callText({ callable, args, value, isRelayed, reentry, isPrepared, isLure }: Action): string {
  if (isLure) return "a transaction to the attacker's contract";
  const text = describeCall(callable, args);
  if (isPrepared) return `the attacker's contract is told to make ${text} when someone calls it`;
  if (!isRelayed) return text;
  const paid = value > 0n ? ` with ${value} wei` : '';
  const back = reentry ? `; called back, it makes ${describeCall(reentry.callable, reentry.args)} up to ${reentry.count} times` : '';
  return `the attacker's contract calls ${text}${paid}${back}`;
}
