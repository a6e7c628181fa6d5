import type { Detector } from './detector.ts';
import { txOriginAuth } from './tx-origin-auth.ts';
import { uncheckedLowLevelCall } from './unchecked-low-level-call.ts';

/** Every detector, by id. A new one is found by nobody until it stands here. */
export const detectors: readonly Detector[] = [
  txOriginAuth,
  uncheckedLowLevelCall,
];
