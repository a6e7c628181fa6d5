import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { sessionQuery } from '../api/account.ts';
import { costSpanQuery } from '../api/costs.ts';
import { queryClient } from '../api/query-client.ts';
import { detectorsQuery, reportQuery, scanListQuery, statisticsQuery } from '../api/scans.ts';
import { incidentListQuery, incidentQuery } from '../api/incidents.ts';
import { serviceLevelsQuery, taskListQuery } from '../api/tasks.ts';
import { incidentListParameters, incidentsSearch, serviceLevelsSearch, taskListParameters, tasksSearch } from '../routes/operate-search.ts';
import { NotFoundPage } from '../routes/NotFoundPage.tsx';
import { RouteError } from '../routes/RouteError.tsx';
import { RoutePending } from '../routes/RoutePending.tsx';
import { auditSearch, costsSearch, listQuery, pagedSearch, reportSearch, scansSearch, signInSearch, sopsSearch } from '../routes/search.ts';
import { assetsSearch, vulnerabilitiesSearch } from '../routes/secops-search.ts';
import { Shell } from './shell/Shell.tsx';

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Outlet, notFoundComponent: NotFoundPage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('../features/session/SignInPage.tsx'), 'SignInPage'),
});

/** Everything below needs somebody who is signed in. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  errorComponent: RouteError,
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(sessionQuery);
    if (me === null) throw redirect({ to: '/login', search: location.href === '/' ? {} : { next: location.href } });
  },
});

const overview = createRoute({
  getParentRoute: () => shell,
  path: '/',
  loader: ({ context }) => void context.queryClient.prefetchQuery(statisticsQuery),
  component: lazyRouteComponent(() => import('../features/overview/OverviewPage.tsx'), 'OverviewPage'),
});

const scans = createRoute({
  getParentRoute: () => shell,
  path: '/scans',
  validateSearch: scansSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(scanListQuery(listQuery(deps))),
  component: lazyRouteComponent(() => import('../features/scans/ScansPage.tsx'), 'ScansPage'),
});

const newScan = createRoute({
  getParentRoute: () => shell,
  path: '/scans/new',
  loader: ({ context }) => void context.queryClient.prefetchQuery(detectorsQuery),
  component: lazyRouteComponent(() => import('../features/new-scan/NewScanPage.tsx'), 'NewScanPage'),
});

const report = createRoute({
  getParentRoute: () => shell,
  path: '/scans/$scanId',
  validateSearch: reportSearch,
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(reportQuery(params.scanId)),
  component: lazyRouteComponent(() => import('../features/report/ReportPage.tsx'), 'ReportPage'),
});

const costs = createRoute({
  getParentRoute: () => shell,
  path: '/costs',
  validateSearch: costsSearch,
  loader: ({ context }) => void context.queryClient.prefetchQuery(costSpanQuery),
  component: lazyRouteComponent(() => import('../features/costs/CostsPage.tsx'), 'CostsPage'),
});
const assets = createRoute({ getParentRoute: () => shell, path: '/assets', validateSearch: assetsSearch, component: lazyRouteComponent(() => import('../features/assets/AssetsPage.tsx'), 'AssetsPage') });
const asset = createRoute({ getParentRoute: () => shell, path: '/assets/$assetId', component: lazyRouteComponent(() => import('../features/assets/AssetPage.tsx'), 'AssetPage') });
const vulnerabilities = createRoute({ getParentRoute: () => shell, path: '/vulnerabilities', validateSearch: vulnerabilitiesSearch, component: lazyRouteComponent(() => import('../features/vulnerabilities/VulnerabilitiesPage.tsx'), 'VulnerabilitiesPage') });
const vulnerability = createRoute({ getParentRoute: () => shell, path: '/vulnerabilities/$vulnerabilityId', component: lazyRouteComponent(() => import('../features/vulnerabilities/VulnerabilityPage.tsx'), 'VulnerabilityPage') });
const mitre = createRoute({ getParentRoute: () => shell, path: '/mitre', component: lazyRouteComponent(() => import('../features/mitre/MitrePage.tsx'), 'MitrePage') });

const incidents = createRoute({
  getParentRoute: () => shell,
  path: '/incidents',
  validateSearch: incidentsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(incidentListQuery(incidentListParameters(deps))),
  component: lazyRouteComponent(() => import('../features/incidents/IncidentsPage.tsx'), 'IncidentsPage'),
});

const incident = createRoute({
  getParentRoute: () => shell,
  path: '/incidents/$incidentId',
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(incidentQuery(params.incidentId)),
  component: lazyRouteComponent(() => import('../features/incidents/IncidentPage.tsx'), 'IncidentPage'),
});

const tasks = createRoute({
  getParentRoute: () => shell,
  path: '/tasks',
  validateSearch: tasksSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(taskListQuery(taskListParameters(deps))),
  component: lazyRouteComponent(() => import('../features/tasks/TasksPage.tsx'), 'TasksPage'),
});

const serviceLevels = createRoute({
  getParentRoute: () => shell,
  path: '/service-levels',
  validateSearch: serviceLevelsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(serviceLevelsQuery(deps)),
  component: lazyRouteComponent(() => import('../features/tasks/ServiceLevelsPage.tsx'), 'ServiceLevelsPage'),
});

const account = createRoute({ getParentRoute: () => shell, path: '/account', component: lazyRouteComponent(() => import('../features/account/AccountPage.tsx'), 'AccountPage') });
const tokens = createRoute({ getParentRoute: () => shell, path: '/tokens', component: lazyRouteComponent(() => import('../features/tokens/TokensPage.tsx'), 'TokensPage') });
const users = createRoute({ getParentRoute: () => shell, path: '/users', component: lazyRouteComponent(() => import('../features/users/UsersPage.tsx'), 'UsersPage') });
const audit = createRoute({
  getParentRoute: () => shell,
  path: '/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('../features/audit/AuditPage.tsx'), 'AuditPage'),
});

const sops = createRoute({ getParentRoute: () => shell, path: '/sops', validateSearch: sopsSearch, component: lazyRouteComponent(() => import('../features/sops/SopsPage.tsx'), 'SopsPage') });
const newSop = createRoute({ getParentRoute: () => shell, path: '/sops/new', component: lazyRouteComponent(() => import('../features/sops/SopEditorPage.tsx'), 'NewSopPage') });
const sop = createRoute({ getParentRoute: () => shell, path: '/sops/$sopId', component: lazyRouteComponent(() => import('../features/sops/SopPage.tsx'), 'SopPage') });
const editSop = createRoute({ getParentRoute: () => shell, path: '/sops/$sopId/edit', component: lazyRouteComponent(() => import('../features/sops/SopEditorPage.tsx'), 'EditSopPage') });
const execution = createRoute({ getParentRoute: () => shell, path: '/executions/$executionId', component: lazyRouteComponent(() => import('../features/sops/ExecutionPage.tsx'), 'ExecutionPage') });
const reports = createRoute({ getParentRoute: () => shell, path: '/reports', validateSearch: pagedSearch, component: lazyRouteComponent(() => import('../features/reports/ReportsPage.tsx'), 'ReportsPage') });
const alerts = createRoute({ getParentRoute: () => shell, path: '/alerts', component: lazyRouteComponent(() => import('../features/alerts/AlertsPage.tsx'), 'AlertsPage') });
const organisation = createRoute({ getParentRoute: () => shell, path: '/organisation', component: lazyRouteComponent(() => import('../features/organisation/OrganisationPage.tsx'), 'OrganisationPage') });

/** What people operate with: procedures, reports, alerts. */
const desk = [sops, newSop, sop, editSop, execution, reports, alerts, organisation] as const;

/** What is run, what is wrong with it, and what attackers could do with that. */
const secops = [assets, asset, vulnerabilities, vulnerability, mitre] as const;

export const router = createRouter({
  routeTree: root.addChildren([signIn, shell.addChildren([overview, scans, newScan, report, incidents, incident, tasks, serviceLevels, costs, account, tokens, users, audit, ...desk, ...secops])]),
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 150,
  defaultPendingComponent: RoutePending,
  defaultErrorComponent: RouteError,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
