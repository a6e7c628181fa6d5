import type { SystemFrame } from '../api/types.ts';
import { createStore } from '../lib/store.ts';

export type Sample = SystemFrame['data'];

/** Samples kept: five minutes at one every two seconds. */
const KEPT = 150;

export const metricsHistory = createStore<readonly Sample[]>([]);

export const withSample = (samples: readonly Sample[], sample: Sample): readonly Sample[] => [...samples.slice(-(KEPT - 1)), sample];
