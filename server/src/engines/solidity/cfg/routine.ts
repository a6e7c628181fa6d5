import type { Contract, FunctionInfo } from '../project/model.ts';
import { resolveType } from '../project/resolve-type.ts';
import { isReferenceType, type SolType, UNKNOWN } from '../project/types.ts';
import { isBefore } from '../project/contract.ts';
import { GraphBuilder } from './builder.ts';
import { finishGraph } from './finish.ts';
import type { Frame, Instruction, Routine } from './instructions.ts';
import { type Lowering, rangeOf } from './lower/context.ts';
import { lowerExpression } from './lower/expressions.ts';
import { inlineCall, newBody, runFunction } from './lower/inline.ts';
import { runConstructors } from './lower/constructors.ts';

/** Beyond this many instructions internal calls stay opaque. */
const MAX_SIZE = 6_000;

/** Lowers one function as it runs in `contract`, with everything it calls internally in place. */
export function buildRoutine(contract: Contract, info: FunctionInfo): Routine {
  const frame: Frame = { code: info, parent: null, callSite: null, depth: 0 };
  const builder = new GraphBuilder(frame);
  const lowering: Lowering = {
    builder, contract, body: undefined as never, inlined: new Set(), notFollowed: [], constants: new Set(),
    maxSize: MAX_SIZE, lowerExpression, inlineCall,
  };
  lowering.body = newBody(lowering, info, frame);
  const args = info.parameters.map((_, index) => parameterValue(lowering, info, index));
  const values = info.kind === 'constructor' ? runConstructors(lowering, info, args) : runFunction(lowering, { info, frame, args });
  builder.current.terminator = { kind: 'return', values };
  const blocks = finishGraph(builder.entry);
  const { inlined, notFollowed } = lowering;
  return { contract, info, frame, entry: builder.entry, blocks, isEntryPoint: isEntryPoint(contract, info), inlined, notFollowed };
}

function isEntryPoint(contract: Contract, info: FunctionInfo): boolean {
  if (info.kind === 'constructor' || contract.kind !== 'contract') return false;
  return info.visibility === 'public' || info.visibility === 'external';
}

function parameterValue(lowering: Lowering, info: FunctionInfo, index: number): Instruction {
  const parameter = info.parameters[index];
  const range = parameter ? rangeOf(parameter) : rangeOf(info.node);
  const type = parameter ? resolveType(parameter.typeName, info) : UNKNOWN;
  const location = parameter?.location ?? (isImpliedStorage(info, type) ? 'storage' : null);
  const name = parameter?.name?.name ?? '';
  return lowering.builder.append({ kind: 'parameter', name, index, location, type }, range);
}

/** Before 0.5 a library function's structures came by reference unless `memory` was written. */
function isImpliedStorage(info: FunctionInfo, type: SolType): boolean {
  return info.contract?.kind === 'library' && info.visibility !== 'external' && isReferenceType(type) && isBefore(info.file, 5);
}
