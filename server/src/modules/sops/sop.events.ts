import { defineEvent } from '../../platform/bus/types.ts';
import type { SopExecution } from './execution.types.ts';

/** An execution as events carry it. */
export type ExecutionSnapshot = Pick<SopExecution, 'id' | 'sopId' | 'sopTitle' | 'environment' | 'triggeredBy' | 'status' | 'relatedIncidentId'>;

/** Somebody started to go through a procedure. */
export const sopExecutionStarted = defineEvent<ExecutionSnapshot>('sop-execution.started');
/** An execution came to its end, well or not. */
export const sopExecutionEnded = defineEvent<ExecutionSnapshot>('sop-execution.ended');
