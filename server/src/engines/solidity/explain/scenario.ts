import { titleOf } from '../../detectors/issue.ts';
import { describeType } from '../project/types.ts';
import { resolveType } from '../project/resolve-type.ts';
import type { Place } from './atlas.ts';
import { branchesTo, conditionText } from './path.ts';
import type { StateUse } from './state.ts';

const MAX_NAMED = 4;

/** The attack in words, from the way to the fault and the state on it: who calls what, under which conditions, and why these can be met. */
export function scenarioOf(place: Place, message: string, state: StateUse[]): string {
  const { flow, instruction, model } = place;
  const { info, isEntryPoint } = flow.routine;
  const parameters = info.parameters.map((parameter) => `${describeType(resolveType(parameter.typeName, info))}${parameter.name ? ` ${parameter.name.name}` : ''}`);
  const call = parameters.length > 0 ? `${titleOf(info)} with a choice of ${parameters.join(', ')}` : titleOf(info);
  const who = !isEntryPoint ? 'Code that reaches' : model.authorisation.isAuthorised(flow, instruction.block) ? 'Someone who has been admitted calls' : 'Anyone can call';
  const tests = branchesTo(place).filter(({ isTest }) => isTest).map((passed) => `\`${conditionText(passed)}\``);
  const named = tests.slice(0, MAX_NAMED);
  const conditions = named.length === 0 ? 'No test stands in the way' : `On the way ${named.length === 1 ? 'the test' : 'the tests'} ${named.join(' and ')}${tests.length > named.length ? ` and ${tests.length - named.length} more` : ''} must pass`;
  const open = state.flatMap(({ variable, isRead, writers }) => (isRead && writers.some(({ isOpen }) => isOpen) ? [`${variable.name} is written by ${writers.filter(({ isOpen }) => isOpen).map(({ name }) => name).join(', ')}`] : []));
  const reach = open.length === 0 ? '' : ` The state they rest on is within reach of every caller: ${open.slice(0, 3).join('; ')}.`;
  return `${who} ${call}. ${conditions}.${named.length > 0 ? reach : ''} Then ${lowerFirst(message)}.`;
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
