/** The recorded scenarios that hold: one that stands here may not fall out again. */
export const SCENARIOS = [
  'data/documents',
  'data/permissions',
  'data/mango',
  'data/bulk',
  'data/references',
  'apps/install',
  'apps/install-errors',
  'apps/install-stream',
  'apps/app-token',
  'jobs/service-events',
  'jobs/runs',
  'files/directories',
  'files/files'
]
