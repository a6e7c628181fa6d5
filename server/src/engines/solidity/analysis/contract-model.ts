import type { Routine } from '../cfg/instructions.ts';
import { buildRoutine } from '../cfg/routine.ts';
import { allFunctions } from '../project/lookup.ts';
import type { Contract, FunctionInfo, ModifierInfo, Project } from '../project/model.ts';
import { Authorisation } from './authorisation.ts';
import { Flow } from './flow.ts';

/** No function that people read comes near; generated ones must not cost the square of their length. */
const MAX_BLOCKS = 4_000;
const MAX_OPERATIONS = 12_000;

/** A contract as it is deployed, with all routines it can run. */
export interface ContractModel {
  contract: Contract;
  /** Functions anyone can call. */
  entries: Flow[];
  /** Null where the contract has neither a constructor nor initial values. */
  creation: Flow | null;
  /** Functions that no entry point reaches, each on its own: libraries, abstract bases, dead code. */
  others: Flow[];
  authorisation: Authorisation;
}

/** All routines of a model: what detectors that look at every piece of code go through. */
export function flowsOf(model: ContractModel): Flow[] {
  return [...model.entries, ...(model.creation ? [model.creation] : []), ...model.others];
}

export interface BuildContext {
  /** Asked before every routine; false at a deadline, and the routine is left out. */
  mayContinue: (file: string) => boolean;
  onFailure: (info: FunctionInfo, reason: string) => void;
}

/** Models of all contracts that stand at the end of their line of inheritance, then of code not reached from them. */
export function buildModels(project: Project, context: BuildContext): ContractModel[] {
  const covered = new Set<FunctionInfo | ModifierInfo>();
  const concrete = project.contracts.filter((contract) => contract.kind !== 'interface');
  const models = concrete.filter((one) => !one.isInherited).map((contract) => buildModel(contract, { ...context, covered }));
  for (const contract of concrete.filter((one) => one.isInherited)) {
    const missing = contract.functions.some((info) => info.node.body && !covered.has(info));
    if (missing) models.push(buildModel(contract, { ...context, covered, onlyUncovered: true }));
  }
  return models;
}

interface ModelContext extends BuildContext {
  covered: Set<FunctionInfo | ModifierInfo>;
  onlyUncovered?: boolean;
}

function buildModel(contract: Contract, context: ModelContext): ContractModel {
  const functions = allFunctions(contract).filter((info) => info.node.body);
  const isWanted = (info: FunctionInfo): boolean => !context.onlyUncovered || (info.contract === contract && !context.covered.has(info));
  const isPublic = (info: FunctionInfo): boolean => info.visibility === 'public' || info.visibility === 'external';
  const build = (info: FunctionInfo): Flow[] => buildFlow(contract, info, context);
  const entries = functions.filter((info) => isPublic(info) && isWanted(info)).flatMap(build);
  const creation = findConstructor(contract);
  const [created = null] = creation && isWanted(creation) ? build(creation) : [];
  const others = functions.filter((info) => !isPublic(info) && !context.covered.has(info) && isWanted(info)).flatMap(build);
  const forAuthorisation = entries.filter((flow) => flow.routine.isEntryPoint);
  return { contract, entries, creation: created, others, authorisation: new Authorisation(forAuthorisation) };
}

function buildFlow(contract: Contract, info: FunctionInfo, context: ModelContext): Flow[] {
  if (!context.mayContinue(info.file.path)) return [];
  try {
    const routine: Routine = buildRoutine(contract, info);
    if (routine.blocks.length > MAX_BLOCKS) {
      context.onFailure(info, `has more than ${MAX_BLOCKS} branches`);
      return [];
    }
    if (routine.blocks.reduce((sum, block) => sum + block.instructions.length, 0) > MAX_OPERATIONS) {
      context.onFailure(info, `has more than ${MAX_OPERATIONS} operations`);
      return [];
    }
    for (const code of routine.inlined) context.covered.add(code);
    for (const call of routine.notFollowed) context.onFailure(info, `too large to follow the call of ${call.name} from here`);
    return [new Flow(routine)];
  } catch (error) {
    // Very deep expressions exhaust the stack; the rest of the file is still worth reading.
    if (!(error instanceof RangeError)) throw error;
    context.onFailure(info, 'too deeply nested to be analysed');
    return [];
  }
}

/** The contract's own constructor, or the nearest inherited one, which then stands for its creation. */
function findConstructor(contract: Contract): FunctionInfo | null {
  for (const ancestor of contract.linear) {
    const found = ancestor.functions.find((info) => info.kind === 'constructor' && info.node.body);
    if (found) return found;
  }
  return null;
}
