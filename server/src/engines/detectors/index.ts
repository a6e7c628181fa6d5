import type { Detector } from './detector.ts';
import { arbitrarySendEth } from './arbitrary-send-eth.ts';
import { arbitraryStorageWrite } from './arbitrary-storage-write.ts';
import { arbitraryTransferfrom } from './arbitrary-transferfrom.ts';
import { callOptionsNotCalled } from './call-options-not-called.ts';
import { commitRevealMissing } from './commit-reveal-missing.ts';
import { controlledDelegatecall } from './controlled-delegatecall.ts';
import { defaultVisibility } from './default-visibility.ts';
import { deprecated } from './deprecated.ts';
import { divideBeforeMultiply } from './divide-before-multiply.ts';
import { dosFailedCall } from './dos-failed-call.ts';
import { ecrecoverZero } from './ecrecover-zero.ts';
import { encodePackedCollision } from './encode-packed-collision.ts';
import { erc20ApproveRace } from './erc20-approve-race.ts';
import { hpBalanceDisorder } from './hp-balance-disorder.ts';
import { hpHiddenStateUpdate } from './hp-hidden-state-update.ts';
import { hpHiddenTransfer } from './hp-hidden-transfer.ts';
import { hpInheritanceDisorder } from './hp-inheritance-disorder.ts';
import { hpSkipEmptyString } from './hp-skip-empty-string.ts';
import { hpStrawMan } from './hp-straw-man.ts';
import { hpTypeDeduction } from './hp-type-deduction.ts';
import { hpUninitStruct } from './hp-uninit-struct.ts';
import { integerOverflow } from './integer-overflow.ts';
import { lockedEther } from './locked-ether.ts';
import { missingZeroCheck } from './missing-zero-check.ts';
import { msgValueLoop } from './msg-value-loop.ts';
import { pushPaymentDos } from './push-payment-dos.ts';
import { reentrancyEth } from './reentrancy-eth.ts';
import { reentrancyState } from './reentrancy-state.ts';
import { rtlo } from './rtlo.ts';
import { shortAddress } from './short-address.ts';
import { signatureReplay } from './signature-replay.ts';
import { solcVersion } from './solc-version.ts';
import { stateShadowing } from './state-shadowing.ts';
import { strictEquality } from './strict-equality.ts';
import { tautology } from './tautology.ts';
import { timestampDependence } from './timestamp-dependence.ts';
import { transactionOrder } from './transaction-order.ts';
import { txOriginAuth } from './tx-origin-auth.ts';
import { unboundedLoop } from './unbounded-loop.ts';
import { uncheckedErc20Transfer } from './unchecked-erc20-transfer.ts';
import { uncheckedLowLevelCall } from './unchecked-low-level-call.ts';
import { uncheckedSend } from './unchecked-send.ts';
import { uninitializedState } from './uninitialized-state.ts';
import { uninitializedStoragePointer } from './uninitialized-storage-pointer.ts';
import { unprotectedInitializer } from './unprotected-initializer.ts';
import { unprotectedSelfdestruct } from './unprotected-selfdestruct.ts';
import { unprotectedSetter } from './unprotected-setter.ts';
import { unsafeDowncast } from './unsafe-downcast.ts';
import { vyperBrokenLock } from './vyper-broken-lock.ts';
import { weakPrng } from './weak-prng.ts';
import { wrongConstructorName } from './wrong-constructor-name.ts';

/** Every detector, by id. A new one is found by nobody until it stands here. */
export const detectors: readonly Detector[] = [
  arbitrarySendEth,
  arbitraryStorageWrite,
  arbitraryTransferfrom,
  callOptionsNotCalled,
  commitRevealMissing,
  controlledDelegatecall,
  defaultVisibility,
  deprecated,
  divideBeforeMultiply,
  dosFailedCall,
  ecrecoverZero,
  encodePackedCollision,
  erc20ApproveRace,
  hpBalanceDisorder,
  hpHiddenStateUpdate,
  hpHiddenTransfer,
  hpInheritanceDisorder,
  hpSkipEmptyString,
  hpStrawMan,
  hpTypeDeduction,
  hpUninitStruct,
  integerOverflow,
  lockedEther,
  missingZeroCheck,
  msgValueLoop,
  pushPaymentDos,
  reentrancyEth,
  reentrancyState,
  rtlo,
  shortAddress,
  signatureReplay,
  solcVersion,
  stateShadowing,
  strictEquality,
  tautology,
  timestampDependence,
  transactionOrder,
  txOriginAuth,
  unboundedLoop,
  uncheckedErc20Transfer,
  uncheckedLowLevelCall,
  uncheckedSend,
  uninitializedState,
  uninitializedStoragePointer,
  unprotectedInitializer,
  unprotectedSelfdestruct,
  unprotectedSetter,
  unsafeDowncast,
  vyperBrokenLock,
  weakPrng,
  wrongConstructorName,
];
