import type { Conformance, ConformanceCheck } from '../../profiles.ts';
import type { ContractModel } from '../analysis/contract-model.ts';
import type { Flow } from '../analysis/flow.ts';
import { fileOf, type Instruction } from '../cfg/instructions.ts';
import type { Contract } from '../project/model.ts';
import { lookupPath } from '../project/symbols.ts';
import { type Callable, callablesOf, eventsOf, interfaceId } from './signatures.ts';
import { type FunctionRule, type Standard, standards } from './standards.ts';

/** A contract with this part of a standard's functions means to implement it. */
const CLAIM = 0.6;

interface Subject {
  model: ContractModel;
  callables: ReadonlyMap<string, Callable>;
  events: ReadonlySet<string>;
}

/** The standards that a contract means to implement, each with everything it asks for. Inherited code counts. */
export function conformanceOf(model: ContractModel): Conformance[] {
  const { contract } = model;
  if (contract.kind !== 'contract' || contract.node.isAbstract || contract.missingBases.length > 0) return [];
  const subject: Subject = { model, callables: callablesOf(contract), events: eventsOf(contract) };
  return standards.filter((standard) => claims(subject, standard)).map((standard) => {
    const checks = checksOf(subject, standard);
    return { standard: standard.id, url: standard.url, isConformant: checks.every(({ isMet }) => isMet), checks };
  });
}

function claims({ model, callables }: Subject, { id, functions }: Standard): boolean {
  const present = functions.filter(({ signature }) => callables.has(signature)).length;
  const name = id.replace('-', '');
  return present / functions.length >= CLAIM || (present > 0 && model.contract.linear.some((one) => one.name === `I${name}`));
}

function checksOf(subject: Subject, { functions, events, interfaceIds, optional }: Standard): ConformanceCheck[] {
  return [
    ...functions.flatMap((rule) => functionChecks(subject, rule)),
    ...optional.filter(({ signature }) => subject.callables.has(signature)).flatMap((rule) => functionChecks(subject, rule)),
    ...events.map((event) => check(`event ${event}`, subject.events.has(event), eventFault(subject, event))),
    ...interfaceIds.map((id) => check(`supportsInterface(0x${id.toString(16).padStart(8, '0')})`, answersFor(subject, id), 'supportsInterface does not answer for this id')),
  ];
}

function check(rule: string, isMet: boolean, message: string): ConformanceCheck {
  return { rule, isMet, message: isMet ? '' : message };
}

function eventFault({ events }: Subject, event: string): string {
  const name = event.slice(0, event.indexOf('('));
  const other = [...events].find((one) => one.startsWith(`${name}(`));
  return other === undefined ? `there is no event ${name}` : `it is declared as ${other}`;
}

function functionChecks(subject: Subject, rule: FunctionRule): ConformanceCheck[] {
  const found = subject.callables.get(rule.signature);
  const kind = rule.isView ? ' view' : '';
  const returns = rule.returns.length === 0 ? '' : ` returns (${rule.returns.join(',')})`;
  const name = `${rule.signature}${kind}${returns}`;
  if (!found) return [check(name, false, `there is no ${rule.signature} that others can call`)];
  const isTyped = found.returns.join() === rule.returns.join() && (found.isView || !rule.isView);
  const own = `${found.isView ? 'view ' : ''}returns (${found.returns.join(',')})`;
  return [check(name, isTyped, `it is ${own}`), ...behaviour(subject, found, rule)];
}

function behaviour({ model }: Subject, { info, signature }: Callable, { emits, calls = [] }: FunctionRule): ConformanceCheck[] {
  const flow = info === null ? undefined : model.entries.find(({ routine }) => routine.info === info);
  if (flow === undefined) return [];
  return [
    ...(emits === undefined ? [] : [check(`${signature} emits ${emits}`, doesEmit(flow, emits), `${signature} never emits ${emits}`)]),
    ...calls.map((name) => check(`${signature} calls ${name}`, doesCall(flow, name), `${signature} never calls ${name} of the receiver`)),
  ];
}

/** Assembly writes logs without naming the event; a function that does gets the benefit of the doubt, as does one not wholly read. */
function doesEmit({ instructions, routine }: Flow, event: string): boolean {
  return routine.notFollowed.length > 0 || instructions.some((one) => (one.kind === 'emit' && one.name.split('.').pop() === event) || (one.kind === 'call' && /^yul:log\d$/.test(one.name)));
}

function doesCall({ instructions, routine }: Flow, name: string): boolean {
  return routine.notFollowed.length > 0 || instructions.some((one) => one.kind === 'call' && (one.name === name || one.method === 'call' || one.name === 'yul:call'));
}

/** The id as a number, or as `type(I).interfaceId` of an interface that has it. */
function answersFor({ model }: Subject, id: number): boolean {
  const flow = model.entries.find(({ routine }) => routine.info.name === 'supportsInterface');
  return flow?.instructions.some((one) => {
    if (one.kind === 'constant') return one.value === BigInt(id);
    const named = one.kind === 'environment' && one.name === 'type.interfaceId' ? interfaceOf(one) : null;
    return named !== null && interfaceId(named) === id;
  }) ?? false;
}

/** The intermediate form keeps no types as values; the source says which one was meant. */
function interfaceOf({ frame, range }: Instruction): Contract | null {
  const file = fileOf(frame);
  const [, path = ''] = /^type\s*\(\s*([\w$.]+)\s*\)/.exec(file.source.slice(range.start, range.end)) ?? [];
  const symbol = lookupPath(file, path.split('.'));
  return symbol?.kind === 'contract' ? symbol.contract : null;
}
