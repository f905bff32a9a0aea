import type { CreateNodesContext, CreateNodesResultArray } from 'nx/src/project-graph/plugins'
import { findJobs, projectName } from './find-jobs.js'
import { packageScripts } from './package-scripts.js'
import { targetsOf } from './targets.js'

/**
 * Makes a project of each folder with a manifest, named after the folder, with the targets
 * `build watch standalone start validate test lint`. Nx calls it with all manifests that it has found.
 *
 * @throws Error if a folder holds two manifests
 */
export const inferProjects = (
  files: readonly string[],
  { workspaceRoot, nxJsonConfiguration: nxJson }: CreateNodesContext
): CreateNodesResultArray =>
  findJobs(files).map(({ root, file, kind }) => [
    file,
    {
      projects: {
        [root]: {
          name: projectName(root, workspaceRoot),
          root,
          projectType: 'application',
          tags: ['cozy-job', `kind:${kind}`],
          targets: targetsOf({ workspaceRoot, nxJson, scripts: packageScripts(workspaceRoot, root) })
        }
      }
    }
  ])
