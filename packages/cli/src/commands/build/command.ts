import { FOLDER } from '../../job/folder-positional.js'
import type { Command } from '../../registry/command.js'

export const buildCommand: Command = {
  name: 'build',
  topic: 'Write and try a job',
  summary: 'Build a job into build/: each service, or the konnector, in one file',
  details: "Prints each service's path as it must stand in the manifest, and checks the manifest.",
  positionals: [FOLDER],
  options: {},
  json: true,
  examples: [['cozy-jobs build apps/onOperationCreate', 'Builds the job in that folder']],
  load: () => import('./run.js')
}

export const watchCommand: Command = {
  name: 'watch',
  topic: 'Write and try a job',
  summary: 'Build a job, and again whenever it changes',
  details: 'A stack on this machine takes each build up at its next run. Ctrl-C ends it.',
  positionals: [FOLDER],
  options: {},
  examples: [['cozy-jobs watch', 'Builds the job in this folder at each change']],
  load: () => import('./watch.js')
}
