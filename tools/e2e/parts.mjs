import { AFFECTED_PART } from './parts/affected.mjs'
import { COMBINATIONS_PARTS } from './parts/combinations.mjs'
import { CI_PART } from './parts/continuous-integration.mjs'
import { DEPLOY_PART } from './parts/deploy.mjs'
import { MANY_JOBS_PART } from './parts/many-jobs.mjs'
import { PUBLISH_PART } from './parts/publish.mjs'
import { SINGLE_PARTS } from './parts/single-repository.mjs'
import { STACK_PART } from './parts/stack.mjs'
import { TOOLS_PART } from './parts/tools.mjs'
import { WORKSPACE_PART } from './parts/workspace.mjs'

/** All parts of the run, in its order. */
export const PARTS = [
  TOOLS_PART,
  WORKSPACE_PART,
  DEPLOY_PART,
  STACK_PART,
  AFFECTED_PART,
  CI_PART,
  PUBLISH_PART,
  ...SINGLE_PARTS,
  ...COMBINATIONS_PARTS,
  MANY_JOBS_PART
]
