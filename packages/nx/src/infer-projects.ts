import type { TargetConfiguration } from 'nx/src/config/workspace-json-project-json'
import type { CreateNodesContext, CreateNodesResultArray } from 'nx/src/project-graph/plugins'
import { findJobs, projectName } from './find-jobs.js'
import { packageScripts } from './package-scripts.js'
import { targetsOf } from './targets.js'

/** What `nx.json` may say beside the plugin's name. */
export interface PluginOptions {
  /** What must be built before a job is built, tested or run, as Nx takes it: `["^build"]` where absent. */
  dependsOn?: NonNullable<TargetConfiguration['dependsOn']>
}

/**
 * Makes a project of each folder with a manifest, named after the folder, with the targets
 * `build watch standalone dev start validate deploy test lint`. Nx calls it with all manifests that it has found.
 *
 * @throws Error if a folder holds two manifests
 */
export const inferProjects = (
  files: readonly string[],
  { dependsOn = ['^build'] }: PluginOptions,
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
          targets: targetsOf({
            workspaceRoot,
            nxJson,
            dependsOn,
            scripts: packageScripts(workspaceRoot, root)
          })
        }
      }
    }
  ])
