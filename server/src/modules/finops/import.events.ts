import { defineEvent } from '../../platform/bus/types.ts';

/** What is told of an import that ended. */
export interface ImportEnded {
  readonly id: string;
  readonly filename: string;
  readonly status: 'completed' | 'failed' | 'cancelled';
  readonly rows: number;
}

/** An import ended; when it is completed, costs have changed. */
export const costImportEnded = defineEvent<ImportEnded>('cost-import.ended');
/** The costs changed: charges were imported or removed. */
export const costsChanged = defineEvent<{ readonly at: string }>('costs.changed');
