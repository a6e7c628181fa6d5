import type { IconName } from '../ui/Icon.tsx';

/** The pages one can go to; the sidebar and the palette show the same list. */
export interface Place {
  readonly to: string;
  readonly title: string;
  readonly icon: IconName;
  readonly keys: string;
  readonly group: 'Work' | 'Operate' | 'You' | 'Administration';
  /** Shown to those who hold it. */
  readonly permission?: string;
  readonly words?: readonly string[];
}

export const places: readonly Place[] = [
  { to: '/', title: 'Overview', icon: 'overview', keys: 'g o', group: 'Work', words: ['home', 'dashboard', 'health'] },
  { to: '/scans', title: 'Scans', icon: 'scans', keys: 'g s', group: 'Work', words: ['history', 'findings'] },
  { to: '/incidents', title: 'Incidents', icon: 'alert', keys: 'g i', group: 'Operate', permission: 'read:incidents', words: ['outage', 'triage', 'evidence'] },
  { to: '/tasks', title: 'Tasks', icon: 'check', keys: 'g k', group: 'Operate', permission: 'read:tasks', words: ['board', 'kanban', 'todo'] },
  { to: '/service-levels', title: 'Service levels', icon: 'pulse', keys: 'g w', group: 'Operate', permission: 'read:tasks', words: ['sla', 'hours', 'weeks'] },
  { to: '/costs', title: 'Costs', icon: 'costs', keys: 'g c', group: 'Operate', permission: 'read:finops', words: ['finops', 'budget', 'cloud', 'forecast', 'credits'] },
  { to: '/sops', title: 'Procedures', icon: 'file', keys: 'g p', group: 'Operate', permission: 'read:sops', words: ['sop', 'runbook', 'execute'] },
  { to: '/reports', title: 'Reports', icon: 'download', keys: 'g r', group: 'Operate', permission: 'read:reports', words: ['pdf', 'schedule', 'export'] },
  { to: '/assets', title: 'Assets', icon: 'screen', keys: 'g h', group: 'Operate', permission: 'read:assets', words: ['servers', 'inventory', 'hosts'] },
  { to: '/vulnerabilities', title: 'Vulnerabilities', icon: 'warning', keys: 'g v', group: 'Operate', permission: 'read:vulnerabilities', words: ['cve', 'import', 'triage', 'sarif', 'trivy'] },
  { to: '/mitre', title: 'MITRE ATT&CK', icon: 'overview', keys: 'g m', group: 'Operate', permission: 'read:vulnerabilities', words: ['matrix', 'techniques', 'tactics', 'navigator'] },
  { to: '/account', title: 'Account', icon: 'user', keys: 'g a', group: 'You', words: ['password', 'sessions', 'profile'] },
  { to: '/tokens', title: 'API tokens', icon: 'key', keys: 'g t', group: 'You', words: ['keys', 'ci'] },
  { to: '/alerts', title: 'Alerts', icon: 'alert', keys: 'g e', group: 'Administration', permission: 'read:alerts', words: ['thresholds', 'channels', 'notifications', 'slack'] },
  { to: '/organisation', title: 'Environments and teams', icon: 'link', keys: 'g n', group: 'Administration', permission: 'admin:operations', words: ['squad', 'production', 'staging'] },
  { to: '/users', title: 'Users and roles', icon: 'users', keys: 'g u', group: 'Administration', permission: 'admin:users', words: ['permissions', 'team'] },
  { to: '/audit', title: 'Audit trail', icon: 'audit', keys: 'g l', group: 'Administration', permission: 'read:audit-logs', words: ['log', 'history', 'verify'] },
];
