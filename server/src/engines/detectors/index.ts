import type { Detector } from './detector.ts';
import { arbitrarySendEth } from './arbitrary-send-eth.ts';
import { arbitraryStorageWrite } from './arbitrary-storage-write.ts';
import { callOptionsNotCalled } from './call-options-not-called.ts';
import { controlledDelegatecall } from './controlled-delegatecall.ts';
import { dosFailedCall } from './dos-failed-call.ts';
import { integerOverflow } from './integer-overflow.ts';
import { lockedEther } from './locked-ether.ts';
import { pushPaymentDos } from './push-payment-dos.ts';
import { reentrancyEth } from './reentrancy-eth.ts';
import { reentrancyState } from './reentrancy-state.ts';
import { strictEquality } from './strict-equality.ts';
import { timestampDependence } from './timestamp-dependence.ts';
import { txOriginAuth } from './tx-origin-auth.ts';
import { unboundedLoop } from './unbounded-loop.ts';
import { uncheckedLowLevelCall } from './unchecked-low-level-call.ts';
import { uncheckedSend } from './unchecked-send.ts';
import { uninitializedStoragePointer } from './uninitialized-storage-pointer.ts';
import { unprotectedInitializer } from './unprotected-initializer.ts';
import { unprotectedSelfdestruct } from './unprotected-selfdestruct.ts';
import { unprotectedSetter } from './unprotected-setter.ts';
import { weakPrng } from './weak-prng.ts';
import { wrongConstructorName } from './wrong-constructor-name.ts';

/** Every detector, by id. A new one is found by nobody until it stands here. */
export const detectors: readonly Detector[] = [
  arbitrarySendEth,
  arbitraryStorageWrite,
  callOptionsNotCalled,
  controlledDelegatecall,
  dosFailedCall,
  integerOverflow,
  lockedEther,
  pushPaymentDos,
  reentrancyEth,
  reentrancyState,
  strictEquality,
  timestampDependence,
  txOriginAuth,
  unboundedLoop,
  uncheckedLowLevelCall,
  uncheckedSend,
  uninitializedStoragePointer,
  unprotectedInitializer,
  unprotectedSelfdestruct,
  unprotectedSetter,
  weakPrng,
  wrongConstructorName,
];
