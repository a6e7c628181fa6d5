import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius#training-routes-apitraining';

/** Training: courses and simulations. */
export const trainingEndpoints: readonly Endpoint[] = [
  planned('GET /api/training/courses', { guide, summary: 'Courses' }),
  planned('POST /api/training/enroll', { guide, summary: 'Enrols the caller in a course' }),
  planned('GET /api/training/progress/{user}', { guide, summary: 'Progress of a user' }),
  planned('GET /api/training/simulations', { guide, summary: 'Simulations' }),
  planned('POST /api/training/simulations/{id}/start', { guide, summary: 'Starts a simulation (page section 9: POST /api/training/simulations/{sim_id}/start)' }),
];
