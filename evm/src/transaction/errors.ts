/** Why a transaction cannot be part of a block. */
export type InvalidReason =
  | 'malformed' | 'badSignature' | 'wrongChain' | 'typeNotSupported' | 'nonceTooLow' | 'nonceTooHigh' | 'nonceMax'
  | 'senderNotEoa' | 'insufficientFunds' | 'intrinsicGasTooLow' | 'floorGasTooLow' | 'gasLimitAboveBlock'
  | 'gasLimitAboveCap' | 'feeBelowBaseFee' | 'tipAboveFee' | 'initCodeTooLarge' | 'noBlobs' | 'tooManyBlobs'
  | 'badBlobVersion' | 'blobFeeTooLow' | 'createNotAllowed' | 'noAuthorizations' | 'valueOutOfRange';

/** An invalid transaction; nothing has run and nothing has changed. */
export class InvalidTransaction extends Error {
  override readonly name = 'InvalidTransaction';
  readonly reason: InvalidReason;

  constructor(reason: InvalidReason, detail?: string) {
    super(detail === undefined ? reason : `${reason}: ${detail}`);
    this.reason = reason;
  }
}
