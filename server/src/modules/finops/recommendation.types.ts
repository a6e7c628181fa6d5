/** Types as guide ops lists them. */
export type RecommendationType = 'rightsizing' | 'idle_resource' | 'reserved_instance' | 'spot_instance' | 'storage_optimization';
/** What people made of it. */
export type RecommendationStatus = 'pending' | 'in_progress' | 'completed' | 'dismissed';

/** What a rule found in the last thirty days with data. */
export interface Advice {
  /** Rule and what it is about: together they stay the same from day to day. */
  readonly rule: 'unused-commitment' | 'uncovered-steady-usage' | 'interruptible-usage' | 'idle-resource' | 'storage-class' | 'unallocated-cost' | 'cost-increase';
  readonly subject: string;
  readonly type: RecommendationType;
  readonly title: string;
  readonly description: string;
  /** How the saving comes about, with its numbers. */
  readonly formula: string;
  /** Per thirty days, exact decimal text; 0 where nothing is saved by itself. */
  readonly saving: string;
  readonly currency: string;
  readonly priority: 'high' | 'medium' | 'low';
  readonly resourceId: string | null;
  readonly resourceType: string | null;
  readonly environment: string | null;
  readonly resources: readonly string[];
  readonly steps: readonly string[];
}

/** Advice with what people made of it. */
export interface Recommendation extends Advice {
  /** UUID. */
  readonly id: string;
  readonly status: RecommendationStatus;
  /** False when the data no longer shows it. */
  readonly isCurrent: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly completedAt: Date | null;
}

/** What the rules read, of one currency. Amounts are exact decimal text over `days` days. */
export interface RecommendationFacts {
  readonly currency: string;
  /** First and last day, inclusive. */
  readonly from: string;
  readonly to: string;
  readonly days: number;
  /** Effective cost of everything. */
  readonly total: string;
  /** Effective cost without an environment. */
  readonly unallocated: string;
  /** Commitments with unused hours. */
  readonly unused: readonly { readonly commitmentId: string; readonly provider: string; readonly unused: string; readonly used: string }[];
  /** What committed and dynamic prices came to against list prices, by provider. */
  readonly rates: readonly { readonly provider: string; readonly pricing: 'Committed' | 'Dynamic'; readonly list: string; readonly effective: string }[];
  /** On-demand compute and databases by day. */
  readonly onDemand: readonly { readonly provider: string; readonly service: string; readonly region: string | null; readonly environment: string | null; readonly day: string; readonly cost: string }[];
  /** Resources whose charges say that they are idle. */
  readonly idle: readonly { readonly resourceId: string; readonly resourceType: string | null; readonly service: string; readonly environment: string | null; readonly description: string; readonly cost: string }[];
  /** Object storage by class of price. */
  readonly storage: readonly { readonly provider: string; readonly service: string; readonly region: string | null; readonly kind: 'standard' | 'infrequent'; readonly quantity: string; readonly unit: string; readonly unitPrice: string }[];
  /** Services by day, over the weeks before as well. */
  readonly services: readonly { readonly service: string; readonly day: string; readonly cost: string }[];
}
