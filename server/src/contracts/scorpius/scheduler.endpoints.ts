import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius#scheduler-routes-apischeduler';

/** Scheduler: recurring scans and reports. */
export const schedulerEndpoints: readonly Endpoint[] = [
  planned('GET /api/scheduler/jobs', { guide, summary: 'Scheduled jobs of the caller' }),
  planned('POST /api/scheduler/jobs', { guide, summary: 'Creates a job with a five-field cron schedule' }),
  planned('POST /api/scheduler/jobs/{id}/pause', { guide, summary: 'Pauses a job (page section 8: POST /api/scheduler/jobs/{job_id}/pause)' }),
  planned('POST /api/scheduler/jobs/{id}/resume', { guide, summary: 'Resumes a job (page section 8: POST /api/scheduler/jobs/{job_id}/resume)' }),
  planned('DELETE /api/scheduler/jobs/{id}', { guide, summary: 'Deletes a job (page section 8: DELETE /api/scheduler/jobs/{job_id})' }),
];
