/** What a procedure is for. */
export const sopCategories = ['incident_response', 'deployment', 'backup_recovery', 'security', 'monitoring', 'maintenance'] as const;
/** One of them. */
export type SopCategory = (typeof sopCategories)[number];

/** `draft` → `review` → `approved`; a change of an approved procedure is a draft again. */
export type SopStatus = 'draft' | 'review' | 'approved' | 'archived';

/** One step of a procedure. */
export interface SopStep {
  /** UUID. */
  readonly id: string;
  /** From 1. */
  readonly order: number;
  readonly title: string;
  readonly description: string;
  /** Shown and recorded, never run by the server. */
  readonly command: string | null;
  readonly expectedResult: string | null;
  readonly warning: string | null;
  readonly screenshotUrl: string | null;
  readonly type: 'manual' | 'automated';
}

/** A step as somebody writes it. */
export type NewStep = Omit<SopStep, 'id' | 'order'>;

/** A standard operating procedure. */
export interface Sop {
  /** UUID. */
  readonly id: string;
  readonly title: string;
  readonly category: SopCategory;
  readonly description: string;
  /** Markdown. */
  readonly content: string;
  readonly steps: readonly SopStep[];
  readonly owner: string;
  /** User names or addresses of those who may approve; anybody with the right where it is empty. */
  readonly reviewers: readonly string[];
  /** Semantic version. */
  readonly version: string;
  readonly status: SopStatus;
  readonly tags: readonly string[];
  readonly prerequisites: readonly string[];
  /** Minutes. */
  readonly estimatedDuration: number | null;
  /** Who wrote the present version. */
  readonly authorId: string;
  readonly executionCount: number;
  readonly lastExecutedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly approvedAt: Date | null;
  readonly approvedBy: string | null;
}

/** A procedure to be made. */
export interface NewSop {
  readonly title: string;
  readonly category: SopCategory;
  readonly description: string;
  readonly content: string;
  readonly steps: readonly NewStep[];
  /** The caller when absent. */
  readonly owner?: string | undefined;
  readonly reviewers: readonly string[];
  readonly tags: readonly string[];
  readonly prerequisites: readonly string[];
  readonly estimatedDuration: number | null;
}

/** Changes of a procedure; what is absent stays. `note` goes into the version history. */
export type SopChanges = { readonly [K in keyof NewSop]?: NewSop[K] | undefined } & { readonly note?: string | undefined };

/** An earlier or the present state of a procedure. */
export interface SopVersion {
  readonly id: string;
  readonly version: string;
  readonly author: string;
  readonly note: string;
  readonly createdAt: Date;
  readonly snapshot: Pick<Sop, 'title' | 'category' | 'description' | 'content' | 'steps' | 'tags' | 'prerequisites' | 'estimatedDuration'>;
}

/** Which procedures. */
export interface SopFilter {
  /** Words in title, description or content; the best match first. */
  readonly search?: string | undefined;
  readonly categories?: readonly SopCategory[] | undefined;
  readonly status?: SopStatus | undefined;
  readonly tag?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** A page and how many there are in all. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
}
