/** The recorded scenarios that hold: one that stands here may not fall out again. */
export const SCENARIOS = [
  'data/documents',
  'data/permissions',
  'data/mango',
  'apps/install',
  'apps/install-errors',
  'apps/install-stream',
  'jobs/service-events'
]
