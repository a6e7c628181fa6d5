import type { Detector } from './detector.ts';
import { arbitrarySendEth } from './arbitrary-send-eth.ts';
import { controlledDelegatecall } from './controlled-delegatecall.ts';
import { integerOverflow } from './integer-overflow.ts';
import { reentrancyEth } from './reentrancy-eth.ts';
import { reentrancyState } from './reentrancy-state.ts';
import { timestampDependence } from './timestamp-dependence.ts';
import { txOriginAuth } from './tx-origin-auth.ts';
import { uncheckedLowLevelCall } from './unchecked-low-level-call.ts';
import { uncheckedSend } from './unchecked-send.ts';
import { unprotectedInitializer } from './unprotected-initializer.ts';
import { unprotectedSelfdestruct } from './unprotected-selfdestruct.ts';
import { unprotectedSetter } from './unprotected-setter.ts';
import { weakPrng } from './weak-prng.ts';
import { wrongConstructorName } from './wrong-constructor-name.ts';

/** Every detector, by id. A new one is found by nobody until it stands here. */
export const detectors: readonly Detector[] = [
  arbitrarySendEth,
  controlledDelegatecall,
  integerOverflow,
  reentrancyEth,
  reentrancyState,
  timestampDependence,
  txOriginAuth,
  uncheckedLowLevelCall,
  uncheckedSend,
  unprotectedInitializer,
  unprotectedSelfdestruct,
  unprotectedSetter,
  weakPrng,
  wrongConstructorName,
];
