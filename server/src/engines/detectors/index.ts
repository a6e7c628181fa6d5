import type { Detector } from './detector.ts';
import { arbitraryCall } from './arbitrary-call.ts';
import { arbitrarySendEth } from './arbitrary-send-eth.ts';
import { arbitraryStorageWrite } from './arbitrary-storage-write.ts';
import { arbitraryTransferfrom } from './arbitrary-transferfrom.ts';
import { arrayGap } from './array-gap.ts';
import { callOptionsNotCalled } from './call-options-not-called.ts';
import { commitRevealMissing } from './commit-reveal-missing.ts';
import { conditionalBookkeeping } from './conditional-bookkeeping.ts';
import { controlledDelegatecall } from './controlled-delegatecall.ts';
import { defaultVisibility } from './default-visibility.ts';
import { deprecated } from './deprecated.ts';
import { divideBeforeMultiply } from './divide-before-multiply.ts';
import { dosFailedCall } from './dos-failed-call.ts';
import { ecrecoverZero } from './ecrecover-zero.ts';
import { encodePackedCollision } from './encode-packed-collision.ts';
import { eoaCheckBypass } from './eoa-check-bypass.ts';
import { erc20ApproveRace } from './erc20-approve-race.ts';
import { fixedGasPayment } from './fixed-gas-payment.ts';
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
import { oracleStale } from './oracle-stale.ts';
import { publicMintBurn } from './public-mint-burn.ts';
import { pushPaymentDos } from './push-payment-dos.ts';
import { reentrancyEth } from './reentrancy-eth.ts';
import { reentrancyReadOnly } from './reentrancy-read-only.ts';
import { reentrancyState } from './reentrancy-state.ts';
import { reentrancyTokenCallback } from './reentrancy-token-callback.ts';
import { returnInLoop } from './return-in-loop.ts';
import { rtlo } from './rtlo.ts';
import { selfTransfer } from './self-transfer.ts';
import { shareInflation } from './share-inflation.ts';
import { shortAddress } from './short-address.ts';
import { signatureReplay } from './signature-replay.ts';
import { solcVersion } from './solc-version.ts';
import { stateShadowing } from './state-shadowing.ts';
import { storageCollision } from './storage-collision.ts';
import { strictEquality } from './strict-equality.ts';
import { tautology } from './tautology.ts';
import { timestampDependence } from './timestamp-dependence.ts';
import { transactionOrder } from './transaction-order.ts';
import { transientStorageMisuse } from './transient-storage-misuse.ts';
import { txOriginAuth } from './tx-origin-auth.ts';
import { unboundedLoop } from './unbounded-loop.ts';
import { uncheckedErc20Transfer } from './unchecked-erc20-transfer.ts';
import { uncheckedLowLevelCall } from './unchecked-low-level-call.ts';
import { uncheckedSend } from './unchecked-send.ts';
import { uninitializedState } from './uninitialized-state.ts';
import { uninitializedStoragePointer } from './uninitialized-storage-pointer.ts';
import { unprotectedCallback } from './unprotected-callback.ts';
import { unprotectedInitializer } from './unprotected-initializer.ts';
import { unprotectedSelfdestruct } from './unprotected-selfdestruct.ts';
import { unprotectedSetter } from './unprotected-setter.ts';
import { unsafeDowncast } from './unsafe-downcast.ts';
import { vyperBrokenLock } from './vyper-broken-lock.ts';
import { weakPrng } from './weak-prng.ts';
import { wrongConstructorName } from './wrong-constructor-name.ts';

/** Every detector, by id. A new one is found by nobody until it stands here. */
export const detectors: readonly Detector[] = [
  arbitraryCall,
  arbitrarySendEth,
  arbitraryStorageWrite,
  arbitraryTransferfrom,
  arrayGap,
  callOptionsNotCalled,
  commitRevealMissing,
  conditionalBookkeeping,
  controlledDelegatecall,
  defaultVisibility,
  deprecated,
  divideBeforeMultiply,
  dosFailedCall,
  ecrecoverZero,
  encodePackedCollision,
  eoaCheckBypass,
  erc20ApproveRace,
  fixedGasPayment,
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
  oracleStale,
  publicMintBurn,
  pushPaymentDos,
  reentrancyEth,
  reentrancyReadOnly,
  reentrancyState,
  reentrancyTokenCallback,
  returnInLoop,
  rtlo,
  selfTransfer,
  shareInflation,
  shortAddress,
  signatureReplay,
  solcVersion,
  stateShadowing,
  storageCollision,
  strictEquality,
  tautology,
  timestampDependence,
  transactionOrder,
  transientStorageMisuse,
  txOriginAuth,
  unboundedLoop,
  uncheckedErc20Transfer,
  uncheckedLowLevelCall,
  uncheckedSend,
  uninitializedState,
  uninitializedStoragePointer,
  unprotectedCallback,
  unprotectedInitializer,
  unprotectedSelfdestruct,
  unprotectedSetter,
  unsafeDowncast,
  vyperBrokenLock,
  weakPrng,
  wrongConstructorName,
];
