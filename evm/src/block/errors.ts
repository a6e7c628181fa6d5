/** Why a block cannot be valid although each of its transactions is. */
export type InvalidBlockReason = 'systemContractMissing' | 'systemCallFailed' | 'badDepositLog';

/** The block breaks a rule of the protocol; what ran before it was found stays in the state. */
export class InvalidBlock extends Error {
  override readonly name = 'InvalidBlock';
  readonly reason: InvalidBlockReason;

  constructor(reason: InvalidBlockReason, detail: string) {
    super(`${reason}: ${detail}`);
    this.reason = reason;
  }
}
