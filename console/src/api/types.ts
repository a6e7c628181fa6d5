export type {
  Batch, Categories, Confirmation, ContractProfile, Detector, ExportFormat, Finding, GasPlace, IncompletePart, NewScan, ProofStep, ScanComparison, ScanDepth, ScanQuery, ScanReport, ScanRow,
  ScanStatus, Severity, SeverityCounts, SourceFile, Statistics, TriageState, Upload,
} from '../../../server/src/contracts/console/scans.wire.ts';
export type {
  AnomalyExplanation, Budget, CostAnomalies, CostBreakdown, CostForecast, CostImport, CostSpan, CostSummary, Credit, CreditBalance, NewBudget, NewCredit, OpenedImport, Recommendation,
  RecommendationStatus, ResourceCost, StartedImport,
} from '../../../server/src/contracts/console/costs.wire.ts';
export type {
  Environment, EvidenceKind, EvidenceRow, FoundIncident, Hypothesis, IncidentChanges, IncidentEvent, IncidentFacets, IncidentQuery, IncidentReport, IncidentRow, IncidentSeverity, IncidentStatistics, IncidentStatus, NewIncident,
} from '../../../server/src/contracts/console/incidents.wire.ts';
export type { NewTask, ServiceLevel, ServiceLevelQuery, TaskChanges, TaskFacets, TaskPriority, TaskQuery, TaskRow, TaskStatus } from '../../../server/src/contracts/console/tasks.wire.ts';
export type { PartHealth, SystemHealth, SystemInfo, SystemMetrics } from '../../../server/src/contracts/console/system.wire.ts';
export type { ClientFrame, ScanFrame, ServerFrame, SystemFrame, Topic } from '../../../server/src/contracts/console/live.wire.ts';
export type { NewTokenRow, PermissionRow, RoleRow, SessionRow, TokenRow, UserRow, UserRow as Me } from '../../../server/src/contracts/console/account.wire.ts';
export type { Asset, Decision, Matrix, NewAsset, ReportImport, Vulnerability, VulnerabilityCounts, VulnerabilityDetail } from '../../../server/src/contracts/console/secops.wire.ts';
export type { AuditRow, AuditVerdict } from '../../../server/src/contracts/console/audit.wire.ts';

export type {
  ExecutionAction, ExecutionDetail, ExecutionRow, ExecutionStep, NewSop, SopCategory, SopChanges, SopDetail, SopMove, SopRow, SopStatus, SopVersionRow,
} from '../../../server/src/contracts/console/sops.wire.ts';
export type {
  NewReportFile, NewTemplate, ReportFileRow, ReportFormat, ReportSectionRow, ReportType, ReportVersionRow, TemplateRow,
} from '../../../server/src/contracts/console/reports.wire.ts';
export type { AlertRow, AlertStatus, MetricRow, NewThreshold, NewUnit, ThresholdChanges, ThresholdRow, UnitRow } from '../../../server/src/contracts/console/alerts.wire.ts';
export type { ChannelChanges, ChannelKind, ChannelRow, DeliveryRow, DeliveryStatus, IntegrationRow, NewChannel } from '../../../server/src/contracts/console/notifications.wire.ts';

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
}
