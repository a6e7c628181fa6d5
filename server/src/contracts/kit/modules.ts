import type { Alerting } from '../../modules/alerting/index.ts';
import type { Audit } from '../../modules/audit/index.ts';
import type { Finops } from '../../modules/finops/index.ts';
import type { Identity } from '../../modules/identity/index.ts';
import type { Incidents } from '../../modules/incidents/index.ts';
import type { Notifications } from '../../modules/notifications/index.ts';
import type { Organisation } from '../../modules/organisation/index.ts';
import type { Reports } from '../../modules/reports/index.ts';
import type { Overview } from '../../modules/overview/index.ts';
import type { Scanner } from '../../modules/scanner/index.ts';
import type { Secops } from '../../modules/secops/index.ts';
import type { Sops } from '../../modules/sops/index.ts';
import type { System } from '../../modules/system/index.ts';
import type { Telemetry } from '../../modules/telemetry/index.ts';
import type { Tasks } from '../../modules/tasks/index.ts';

/** Every module a contract may ask, by name. */
export interface Modules {
  readonly alerting: Alerting;
  readonly audit: Audit;
  readonly finops: Finops;
  readonly identity: Identity;
  readonly incidents: Incidents;
  readonly notifications: Notifications;
  readonly organisation: Organisation;
  readonly reports: Reports;
  readonly overview: Overview;
  readonly scanner: Scanner;
  readonly secops: Secops;
  readonly sops: Sops;
  readonly system: System;
  readonly tasks: Tasks;
  readonly telemetry: Telemetry;
}
