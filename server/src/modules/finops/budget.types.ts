import type { Environment } from '../../engines/focus/index.ts';

/** What a month may cost, for everything or a part. */
export interface Budget {
  /** UUID. */
  readonly id: string;
  readonly name: string;
  /** Null: all of them; so are provider and service. */
  readonly environment: Environment | null;
  readonly provider: string | null;
  readonly service: string | null;
  /** ISO 4217. */
  readonly currency: string;
  /** Per calendar month, exact decimal text. */
  readonly amount: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A budget against the month of the last charges. */
export interface BudgetStatus extends Budget {
  /** Month to date. */
  readonly spent: string;
  readonly forecast: string;
  /** 0–100 and more. */
  readonly usedPercentage: number;
  readonly state: 'within' | 'at-risk' | 'exceeded';
}

/** What a budget is made of. */
export type BudgetInput = Pick<Budget, 'name' | 'environment' | 'provider' | 'service' | 'currency' | 'amount'>;

/** Kinds of credit that guide ops knows. */
export type CreditType = 'promotional' | 'support' | 'commitment' | 'discount';

/** A grant of credits that an operator entered. Days inclusive. */
export interface Credit {
  readonly id: string;
  /** Provider as the data names it: AWS, Microsoft, Google Cloud … */
  readonly provider: string;
  readonly creditType: CreditType;
  readonly amount: string;
  readonly currency: string;
  readonly startDate: string;
  readonly expiryDate: string;
  readonly description: string | null;
  readonly createdAt: Date;
}

/** What a credit grant is made of. */
export type CreditInput = Omit<Credit, 'id' | 'createdAt'>;

/** A grant with what the charges used of it; or credits that were charged without a grant being known. */
export interface CreditStatus extends Credit {
  readonly remaining: string;
  readonly status: 'active' | 'expired' | 'exhausted';
  /** `grant`: entered; `charges`: only seen as FOCUS Credit charges. */
  readonly origin: 'grant' | 'charges';
}

/** All credits together. */
export interface CreditBalance {
  readonly currency: string;
  readonly balance: string;
  /** Mean per day of the last thirty days with data. */
  readonly burnRatePerDay: string;
  /** Whole days until the balance is used up at that rate; null when nothing is used. */
  readonly remainingDays: number | null;
  /** Of the active grant that ends first. */
  readonly expiryDate: string | null;
  readonly lastUpdated: Date;
}
