import { basename, resolve } from 'node:path'
import { CI_QUESTION } from '../project/ci-question.js'
import { slugProblem, toSlug } from '../project/names.js'
import { defaultFolder, folderProblem } from '../project/own-folder.js'
import type { Question } from '../questions/question.js'
import { findWorkspace } from '../project/workspace.js'
import type { WorkspaceAnswers } from './answers.js'

/** What `yo cozy` asks for a whole workspace. */
export const WORKSPACE_QUESTIONS: readonly Question<WorkspaceAnswers>[] = [
  {
    name: 'workspace',
    kind: 'text',
    value: 'NAME',
    message: 'Name of the workspace',
    describe: 'Its name, a slug: my-jobs',
    default: ({ surroundings: { entries, folder } }) =>
      entries.length === 0 ? (toSlug(basename(folder)) ?? 'cozy-workspace') : 'cozy-workspace',
    validate: answer => slugProblem(String(answer))
  },
  {
    name: 'folder',
    kind: 'text',
    value: 'FOLDER',
    message: 'In which folder? A dot is this one',
    describe: 'Where it is made; a dot is this folder',
    default: ({ surroundings, answers }) => defaultFolder(surroundings, answers.workspace),
    validate: (answer, { surroundings }) => {
      const around = findWorkspace(resolve(surroundings.folder, String(answer)))
      return around
        ? `there is a workspace in ${around.root} already. Add to it with "generator-cozy service", or choose another --folder.`
        : folderProblem(String(answer), surroundings)
    }
  },
  CI_QUESTION,
  {
    name: 'with',
    kind: 'choice',
    value: 'KIND',
    message: 'Its first job',
    describe: 'Its first job, whose flags may follow',
    choices: [
      { value: 'none', name: 'none yet' },
      { value: 'service', name: 'a service' },
      { value: 'konnector', name: 'a konnector' }
    ],
    default: () => 'none'
  }
]
