import type { Block, Instruction, StoreInstruction } from '../cfg/instructions.ts';
import type { StateVariable } from '../project/model.ts';
import type { Fact } from './facts.ts';
import type { Flow } from './flow.ts';
import { constantOf, dependsOn, inputsOf, isEnvironment, isZero, strip } from './values.ts';

/** A test that only some callers pass, and the state it relies on. */
export interface CallerCheck {
  condition: Instruction;
  variables: StateVariable[];
  /** One particular account, secret or signature is asked for, not an entry in a list that may be long. */
  isIdentity: boolean;
}

interface Write {
  flow: Flow;
  store: StoreInstruction;
}

const isSender = (value: Instruction): boolean => isEnvironment(value, 'msg.sender') || isEnvironment(value, 'tx.origin');

/**
 * Who may do what, found by behaviour: a place is authorised when a dominating test compares the caller with state
 * that in turn only authorised callers can write. Variables are presumed protected until a write says otherwise.
 */
export class Authorisation {
  #writes: Map<StateVariable, Write[]>;
  #unprotected = new Map<StateVariable, Write>();
  /** Answers that hold from when all variables are judged. */
  #answers: Map<Block, boolean> | null = null;
  #runsForeign = new Map<Flow, boolean>();

  /** `flows` are the entry points of one contract, its constructor excepted. */
  constructor(flows: Flow[]) {
    this.#writes = collectWrites(flows);
    for (let isChanged = true; isChanged; ) {
      isChanged = false;
      for (const [variable, writes] of this.#writes) {
        if (this.#unprotected.has(variable)) continue;
        const open = writes.find(({ flow, store }) => canAdmit(store) && !this.isAuthorised(flow, store.block) && !isOneTime(flow, store));
        if (!open) continue;
        this.#unprotected.set(variable, open);
        isChanged = true;
      }
    }
    this.#answers = new Map();
  }

  /** True where only for callers that someone trusted has admitted this block has an effect. */
  isAuthorised(flow: Flow, block: Block): boolean {
    const known = this.#answers?.get(block);
    if (known !== undefined) return known;
    const answer = this.isTested(flow, block) || isLeftOpen(flow, block) || this.#isTestedLater(flow, block);
    this.#answers?.set(block, answer);
    return answer;
  }

  /** Every way on from the block passes a test of the caller or is undone: what others do there comes to nothing. */
  #isTestedLater(flow: Flow, block: Block): boolean {
    const isForeign = this.#runsForeign.get(flow) ?? flow.routine.blocks.some(runsForeignCode);
    this.#runsForeign.set(flow, isForeign);
    if (isForeign) return false;
    const ends = flow.endsAfter(block);
    return ends.length > 0 && ends.every((end) => this.#isAdmitted(flow.facts(end), (check) => check.isIdentity && !isSubverted(flow, block, check)));
  }

  /** As above, by a test in the code itself. */
  isTested(flow: Flow, block: Block): boolean {
    return this.#isAdmitted(flow.facts(block));
  }

  #isAdmitted(facts: Fact[], counts: (check: CallerCheck) => boolean = () => true): boolean {
    return facts.some((fact) => {
      if (fact.kind === 'any') return fact.options.every((option) => this.#isAdmitted(option, counts));
      if (fact.holds && isHook(fact.value)) return true;
      const check = callerCheck(fact);
      return check !== null && counts(check) && check.variables.every((variable) => !this.#unprotected.has(variable));
    });
  }

  /** The write by which anyone can change a variable, if there is one. */
  openWrite(variable: StateVariable): Write | undefined {
    return this.#unprotected.get(variable);
  }

  /** Tests of the caller on the way to a block, whether or not they can be subverted. */
  checksAt(flow: Flow, block: Block): CallerCheck[] {
    return flow.facts(block).flatMap(checksIn);
  }

  writesOf(variable: StateVariable): Write[] {
    return this.#writes.get(variable) ?? [];
  }
}

/**
 * Nobody is admitted by being zero: who takes a right away, as of himself, gives none. Nor does whoever makes the contract
 * point at one of the addresses that are written in its code.
 */
function canAdmit({ value, path }: StoreInstruction): boolean {
  if (isZero(value)) return false;
  const isPointer = path.keys.length === 0 && (path.variable?.node.typeName.type === 'NamedType' || value.type.kind === 'address');
  return !isPointer || constantOf(value) === null;
}

/** Foreign code that can rewrite what a later test relies on. */
function runsForeignCode(block: Block): boolean {
  return block.instructions.some((one) => one.kind === 'call' && (one.method === 'delegatecall' || one.method === 'callcode'));
}

/** From the block on the routine itself may write what the later test compares. */
function isSubverted(flow: Flow, block: Block, check: CallerCheck): boolean {
  return flow.instructions.some((store) =>
    store.kind === 'store' && (store.path.variable === null || check.variables.includes(store.path.variable)) &&
    (store.block === block || flow.canReach(block, store.block)) && flow.canFollow(store, check.condition),
  );
}

/** An abstract contract leaves the test to a hook that whoever derives from it must write. */
function isLeftOpen(flow: Flow, block: Block): boolean {
  return flow.hooks().some((hook) => flow.dominators.dominates(hook.block, block));
}

/** A question that an abstract contract asks of a function that is still to be written. */
function isHook(value: Instruction): boolean {
  return value.kind === 'call' && value.method === 'internal' && value.callee !== null && value.callee.node.body === null;
}

function checksIn(fact: Fact): CallerCheck[] {
  if (fact.kind === 'any') {
    const options = fact.options.map((option) => option.flatMap(checksIn));
    return options.every((option) => option.length > 0) ? options.flat() : [];
  }
  const check = callerCheck(fact);
  return check ? [check] : [];
}

function collectWrites(flows: Flow[]): Map<StateVariable, Write[]> {
  const writes = new Map<StateVariable, Write[]>();
  for (const flow of flows) {
    for (const instruction of flow.instructions) {
      const variable = instruction.kind === 'store' ? instruction.path.variable : null;
      if (instruction.kind !== 'store' || !variable) continue;
      const known = writes.get(variable);
      if (known) known.push({ flow, store: instruction });
      else writes.set(variable, [{ flow, store: instruction }]);
    }
  }
  return writes;
}

/** Reads a fact as a test of who is calling; null where it is none. */
function callerCheck({ value, holds }: Extract<Fact, { kind: 'atom' }>): CallerCheck | null {
  if (value.kind !== 'binary') return holds ? membership(value, value) : null;
  const { left, right } = value;
  switch (holds ? value.operator : NEGATED[value.operator]) {
    case '==':
      return equalityCheck(value, left, right) ?? (isZeroTest(right) || isZeroTest(left) ? null : membership(value, value));
    case '!=':
      return isZeroTest(right) ? membership(value, left) : isZeroTest(left) ? membership(value, right) : null;
    case '>':
    case '>=':
      return membership(value, left);
    case '<':
    case '<=':
      return membership(value, right);
    default:
      return null;
  }
}

const NEGATED: Readonly<Record<string, string>> = { '==': '!=', '!=': '==', '<': '>=', '>=': '<', '>': '<=', '<=': '>' };

function isZeroTest(value: Instruction): boolean {
  const inner = strip(value);
  return inner.kind === 'constant' && (inner.value === 0n || inner.value === false);
}

/** `msg.sender == owner`, `hash(secret) == stored`, `ecrecover(…) == signer`. */
function equalityCheck(condition: Instruction, left: Instruction, right: Instruction): CallerCheck | null {
  for (const [one, other] of [[left, right], [right, left]] as const) {
    const isProof = isSender(one) || isSecretHash(one) || dependsOn(one, isRecover);
    if (!isProof || isSender(other) || isFree(other)) continue;
    return { condition, variables: variablesIn(other), isIdentity: true };
  }
  return null;
}

function isRecover(value: Instruction): boolean {
  return value.kind === 'call' && value.name === 'ecrecover';
}

function isSecretHash(value: Instruction): boolean {
  const inner = strip(value);
  const isHash = inner.kind === 'call' && ['keccak256', 'sha3', 'sha256', 'ripemd160', 'yul:keccak256'].includes(inner.name);
  return isHash && dependsOn(inner, (input) => input.kind === 'parameter');
}

/** A value the caller chooses freely proves nothing; state and constants behind it do. */
function isFree(value: Instruction): boolean {
  const inputs = [...inputsOf(value)];
  const isChosen = inputs.some((input) => input.kind === 'parameter' || isSender(input));
  return isChosen && !inputs.some((input) => input.kind === 'load' || input.kind === 'call');
}

/**
 * `isOwner[msg.sender]`, `approved[hash(target, data)]`, `shares[msg.sender] > 0`, `authority.canCall(msg.sender, …)`. The entry must have been given:
 * a test that those pass of whom nothing is known (`!banned[msg.sender]`, `used[msg.sender] < 3`) admits everyone.
 */
function membership(condition: Instruction, entry: Instruction): CallerCheck | null {
  for (const input of inputsOf(entry)) {
    const isKeyed = input.kind === 'load' && input.path.keys.some((key) => key.kind === 'index' && (dependsOn(key.value, isSender) || isSecretHash(key.value)));
    const isAsked = input.kind === 'call' && input.method === 'external' && !TAKES_TOKENS.has(input.name) && input.args.some((argument) => dependsOn(argument, isSender));
    if (isKeyed || isAsked) return { condition, variables: variablesIn(input), isIdentity: false };
  }
  return null;
}

/** Asks the caller for tokens, not for a right. */
const TAKES_TOKENS = new Set(['transferFrom', 'safeTransferFrom']);

function variablesIn(value: Instruction): StateVariable[] {
  const found = new Set<StateVariable>();
  for (const input of inputsOf(value)) {
    if ((input.kind === 'load' || input.kind === 'reference') && input.path.variable) found.add(input.path.variable);
  }
  return [...found];
}

/**
 * A write that happens at most once: it runs only while some variable has its first value, and the same function
 * changes that variable.
 */
export function isOneTime(flow: Flow, store: StoreInstruction): boolean {
  return flow.facts(store.block).some((fact) => {
    if (fact.kind !== 'atom') return false;
    const flag = initialValueTest(fact);
    if (!flag) return false;
    return flow.instructions.some((other) => other.kind === 'store' && other.path.variable === flag.variable && flow.canFollow(flag.load, other));
  });
}

/** `!initialised`, `owner == address(0)`, `version < 1`: holds only before the first write. */
function initialValueTest({ value, holds }: Extract<Fact, { kind: 'atom' }>): { variable: StateVariable; load: Instruction } | null {
  const plain = strip(value);
  if (plain.kind === 'load') return holds ? null : flagOf(plain);
  if (plain.kind !== 'binary') return null;
  const { operator, right } = plain;
  const left = strip(plain.left);
  const isVersion = operator === '<' && holds && strip(right).kind !== 'load';
  const isEqual = isZeroTest(right) && operator === (holds ? '==' : '!=');
  return isVersion || isEqual ? flagOf(left) : null;
}

function flagOf(value: Instruction): { variable: StateVariable; load: Instruction } | null {
  if (value.kind !== 'load' || !value.path.variable || value.path.keys.length > 0) return null;
  return { variable: value.path.variable, load: value };
}
