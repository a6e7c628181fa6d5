import type { Detector } from './detector.ts';
import { arbitraryCall } from './arbitrary-call.ts';
import { arbitraryJump } from './arbitrary-jump.ts';
import { arbitrarySendEth } from './arbitrary-send-eth.ts';
import { arbitraryStorageWrite } from './arbitrary-storage-write.ts';
import { arbitraryTransferfromPermit } from './arbitrary-transferfrom-permit.ts';
import { arbitraryTransferfrom } from './arbitrary-transferfrom.ts';
import { arrayGap } from './array-gap.ts';
import { assertViolation } from './assert-violation.ts';
import { backdoorAssembly } from './backdoor-assembly.ts';
import { blockNumberL2 } from './block-number-l2.ts';
import { callOptionsNotCalled } from './call-options-not-called.ts';
import { callToNonexistent } from './call-to-nonexistent.ts';
import { centralization } from './centralization.ts';
import { codeQualityBooleanEqual } from './code-quality-boolean-equal.ts';
import { codeQualityDeadCode } from './code-quality-dead-code.ts';
import { codeQualityEmptyBlock } from './code-quality-empty-block.ts';
import { codeQualityLargeLiteral } from './code-quality-large-literal.ts';
import { codeQualityTodo } from './code-quality-todo.ts';
import { codeQualityUnusedState } from './code-quality-unused-state.ts';
import { commitRevealMissing } from './commit-reveal-missing.ts';
import { compilerBugs } from './compiler-bugs.ts';
import { conditionalBookkeeping } from './conditional-bookkeeping.ts';
import { controlledDelegatecall } from './controlled-delegatecall.ts';
import { deadlineNow } from './deadline-now.ts';
import { defaultVisibility } from './default-visibility.ts';
import { delegatecallLoop } from './delegatecall-loop.ts';
import { deprecated } from './deprecated.ts';
import { divideBeforeMultiply } from './divide-before-multiply.ts';
import { divisionByZero } from './division-by-zero.ts';
import { domainSeparatorCollision } from './domain-separator-collision.ts';
import { dosFailedCall } from './dos-failed-call.ts';
import { ecrecoverZero } from './ecrecover-zero.ts';
import { encodePackedCollision } from './encode-packed-collision.ts';
import { enumConversion } from './enum-conversion.ts';
import { enumerableRemoval } from './enumerable-removal.ts';
import { eoaCheckBypass } from './eoa-check-bypass.ts';
import { erc20ApproveRace } from './erc20-approve-race.ts';
import { erc20Interface } from './erc20-interface.ts';
import { erc721Interface } from './erc721-interface.ts';
import { feeOnTransfer } from './fee-on-transfer.ts';
import { fixedGasPayment } from './fixed-gas-payment.ts';
import { flashLoanGovernance } from './flash-loan-governance.ts';
import { forkSpecificBugs } from './fork-specific-bugs.ts';
import { functionSelectorCollision } from './function-selector-collision.ts';
import { hiddenConstructorCall } from './hidden-constructor-call.ts';
import { hpBalanceDisorder } from './hp-balance-disorder.ts';
import { hpHiddenStateUpdate } from './hp-hidden-state-update.ts';
import { hpHiddenTransfer } from './hp-hidden-transfer.ts';
import { hpInheritanceDisorder } from './hp-inheritance-disorder.ts';
import { hpSkipEmptyString } from './hp-skip-empty-string.ts';
import { hpStrawMan } from './hp-straw-man.ts';
import { hpTypeDeduction } from './hp-type-deduction.ts';
import { hpUninitStruct } from './hp-uninit-struct.ts';
import { incorrectExp } from './incorrect-exp.ts';
import { incorrectModifier } from './incorrect-modifier.ts';
import { incorrectReturnAssembly } from './incorrect-return-assembly.ts';
import { incorrectShift } from './incorrect-shift.ts';
import { incorrectUnary } from './incorrect-unary.ts';
import { infiniteLoop } from './infinite-loop.ts';
import { insufficientGasGriefing } from './insufficient-gas-griefing.ts';
import { integerOverflow } from './integer-overflow.ts';
import { localShadowing } from './local-shadowing.ts';
import { lockedEther } from './locked-ether.ts';
import { mappingDeletion } from './mapping-deletion.ts';
import { missingEvent } from './missing-event.ts';
import { missingRefund } from './missing-refund.ts';
import { missingZeroCheck } from './missing-zero-check.ts';
import { misusedBoolean } from './misused-boolean.ts';
import { msgValueLoop } from './msg-value-loop.ts';
import { msgValueNonpayable } from './msg-value-nonpayable.ts';
import { multipleConstructors } from './multiple-constructors.ts';
import { nameReuse } from './name-reuse.ts';
import { noSlippage } from './no-slippage.ts';
import { oracleSpotPrice } from './oracle-spot-price.ts';
import { oracleStale } from './oracle-stale.ts';
import { outOfOrderRetryable } from './out-of-order-retryable.ts';
import { phantomFunction } from './phantom-function.ts';
import { pqBn254Bls } from './pq-bn254-bls.ts';
import { pqEcdsa } from './pq-ecdsa.ts';
import { pqHashStrength } from './pq-hash-strength.ts';
import { pqMigration } from './pq-migration.ts';
import { precisionLoss } from './precision-loss.ts';
import { publicMintBurn } from './public-mint-burn.ts';
import { pushPaymentDos } from './push-payment-dos.ts';
import { reentrancyBalance } from './reentrancy-balance.ts';
import { reentrancyBenign } from './reentrancy-benign.ts';
import { reentrancyCrossFunction } from './reentrancy-cross-function.ts';
import { reentrancyEth } from './reentrancy-eth.ts';
import { reentrancyEvents } from './reentrancy-events.ts';
import { reentrancyGuardOrder } from './reentrancy-guard-order.ts';
import { reentrancyReadOnly } from './reentrancy-read-only.ts';
import { reentrancyState } from './reentrancy-state.ts';
import { reentrancyTokenCallback } from './reentrancy-token-callback.ts';
import { reentrancyTransfer } from './reentrancy-transfer.ts';
import { returnBomb } from './return-bomb.ts';
import { returnInLoop } from './return-in-loop.ts';
import { rtlo } from './rtlo.ts';
import { selfTransfer } from './self-transfer.ts';
import { shareInflation } from './share-inflation.ts';
import { shortAddress } from './short-address.ts';
import { signatureReplay } from './signature-replay.ts';
import { singleStepOwnership } from './single-step-ownership.ts';
import { solcVersion } from './solc-version.ts';
import { stateInitOrder } from './state-init-order.ts';
import { stateShadowing } from './state-shadowing.ts';
import { storageByValue } from './storage-by-value.ts';
import { storageCollision } from './storage-collision.ts';
import { strictEquality } from './strict-equality.ts';
import { tautology } from './tautology.ts';
import { timestampDependence } from './timestamp-dependence.ts';
import { tkBlacklist } from './tk-blacklist.ts';
import { tkExternalCall } from './tk-external-call.ts';
import { tkFakeToken } from './tk-fake-token.ts';
import { tkHiddenMint } from './tk-hidden-mint.ts';
import { tkHiddenOwner } from './tk-hidden-owner.ts';
import { tkLimits } from './tk-limits.ts';
import { tkLiquidity } from './tk-liquidity.ts';
import { tkOwnerBalanceChange } from './tk-owner-balance-change.ts';
import { tkPausable } from './tk-pausable.ts';
import { tkProxy } from './tk-proxy.ts';
import { tkSellBlocked } from './tk-sell-blocked.ts';
import { tkTax } from './tk-tax.ts';
import { transactionOrder } from './transaction-order.ts';
import { transientStorageMisuse } from './transient-storage-misuse.ts';
import { txOriginAuth } from './tx-origin-auth.ts';
import { typeDeductionOverflow } from './type-deduction-overflow.ts';
import { unboundedLoop } from './unbounded-loop.ts';
import { uncheckedErc20Transfer } from './unchecked-erc20-transfer.ts';
import { uncheckedLowLevelCall } from './unchecked-low-level-call.ts';
import { uncheckedSend } from './unchecked-send.ts';
import { uninitializedFptr } from './uninitialized-fptr.ts';
import { uninitializedLocal } from './uninitialized-local.ts';
import { uninitializedState } from './uninitialized-state.ts';
import { uninitializedStoragePointer } from './uninitialized-storage-pointer.ts';
import { unprotectedCallback } from './unprotected-callback.ts';
import { unprotectedInitializer } from './unprotected-initializer.ts';
import { unprotectedRandomnessRequest } from './unprotected-randomness-request.ts';
import { unprotectedSelfdestruct } from './unprotected-selfdestruct.ts';
import { unprotectedSetter } from './unprotected-setter.ts';
import { unsafeDowncast } from './unsafe-downcast.ts';
import { unusedReturn } from './unused-return.ts';
import { variableBeforeDeclaration } from './variable-before-declaration.ts';
import { viewWritesState } from './view-writes-state.ts';
import { vyperBrokenLock } from './vyper-broken-lock.ts';
import { weakPrng } from './weak-prng.ts';
import { writeAfterWrite } from './write-after-write.ts';
import { wrongConstructorName } from './wrong-constructor-name.ts';

/** Every detector, by id. A new one is found by nobody until it stands here. */
export const detectors: readonly Detector[] = [
  arbitraryCall,
  arbitraryJump,
  arbitrarySendEth,
  arbitraryStorageWrite,
  arbitraryTransferfromPermit,
  arbitraryTransferfrom,
  arrayGap,
  assertViolation,
  backdoorAssembly,
  blockNumberL2,
  callOptionsNotCalled,
  callToNonexistent,
  centralization,
  codeQualityBooleanEqual,
  codeQualityDeadCode,
  codeQualityEmptyBlock,
  codeQualityLargeLiteral,
  codeQualityTodo,
  codeQualityUnusedState,
  commitRevealMissing,
  compilerBugs,
  conditionalBookkeeping,
  controlledDelegatecall,
  deadlineNow,
  defaultVisibility,
  delegatecallLoop,
  deprecated,
  divideBeforeMultiply,
  divisionByZero,
  domainSeparatorCollision,
  dosFailedCall,
  ecrecoverZero,
  encodePackedCollision,
  enumConversion,
  enumerableRemoval,
  eoaCheckBypass,
  erc20ApproveRace,
  erc20Interface,
  erc721Interface,
  feeOnTransfer,
  fixedGasPayment,
  flashLoanGovernance,
  forkSpecificBugs,
  functionSelectorCollision,
  hiddenConstructorCall,
  hpBalanceDisorder,
  hpHiddenStateUpdate,
  hpHiddenTransfer,
  hpInheritanceDisorder,
  hpSkipEmptyString,
  hpStrawMan,
  hpTypeDeduction,
  hpUninitStruct,
  incorrectExp,
  incorrectModifier,
  incorrectReturnAssembly,
  incorrectShift,
  incorrectUnary,
  infiniteLoop,
  insufficientGasGriefing,
  integerOverflow,
  localShadowing,
  lockedEther,
  mappingDeletion,
  missingEvent,
  missingRefund,
  missingZeroCheck,
  misusedBoolean,
  msgValueLoop,
  msgValueNonpayable,
  multipleConstructors,
  nameReuse,
  noSlippage,
  oracleSpotPrice,
  oracleStale,
  outOfOrderRetryable,
  phantomFunction,
  pqBn254Bls,
  pqEcdsa,
  pqHashStrength,
  pqMigration,
  precisionLoss,
  publicMintBurn,
  pushPaymentDos,
  reentrancyBalance,
  reentrancyBenign,
  reentrancyCrossFunction,
  reentrancyEth,
  reentrancyEvents,
  reentrancyGuardOrder,
  reentrancyReadOnly,
  reentrancyState,
  reentrancyTokenCallback,
  reentrancyTransfer,
  returnBomb,
  returnInLoop,
  rtlo,
  selfTransfer,
  shareInflation,
  shortAddress,
  signatureReplay,
  singleStepOwnership,
  solcVersion,
  stateInitOrder,
  stateShadowing,
  storageByValue,
  storageCollision,
  strictEquality,
  tautology,
  timestampDependence,
  tkBlacklist,
  tkExternalCall,
  tkFakeToken,
  tkHiddenMint,
  tkHiddenOwner,
  tkLimits,
  tkLiquidity,
  tkOwnerBalanceChange,
  tkPausable,
  tkProxy,
  tkSellBlocked,
  tkTax,
  transactionOrder,
  transientStorageMisuse,
  txOriginAuth,
  typeDeductionOverflow,
  unboundedLoop,
  uncheckedErc20Transfer,
  uncheckedLowLevelCall,
  uncheckedSend,
  uninitializedFptr,
  uninitializedLocal,
  uninitializedState,
  uninitializedStoragePointer,
  unprotectedCallback,
  unprotectedInitializer,
  unprotectedRandomnessRequest,
  unprotectedSelfdestruct,
  unprotectedSetter,
  unsafeDowncast,
  unusedReturn,
  variableBeforeDeclaration,
  viewWritesState,
  vyperBrokenLock,
  weakPrng,
  writeAfterWrite,
  wrongConstructorName,
];
