/** Which list: environments or teams. */
export type UnitKind = 'environment' | 'team';

/** An environment or a team, as forms and filters offer it. */
export interface Unit {
  /** UUID. */
  readonly id: string;
  /** What other things name it by: `production`, `Platform`. */
  readonly name: string;
  readonly displayName: string;
  /** `#rrggbb`. */
  readonly color: string;
  /** Order in lists. */
  readonly position: number;
  readonly createdAt: Date;
}

/** A unit to be made. */
export interface NewUnit {
  readonly name: string;
  readonly displayName: string;
  readonly color: string;
}

/** Changes of a unit; what is absent stays. The name stays, because others know it by that. */
export interface UnitChanges {
  readonly displayName?: string | undefined;
  readonly color?: string | undefined;
  readonly position?: number | undefined;
}
