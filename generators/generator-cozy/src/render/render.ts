import type { KonnectorAnswers } from '../konnector/answers.js'
import { renderKonnector } from '../konnector/render-konnector.js'
import type { Tree } from '../project/plan.js'
import type { GeneratorRecord } from '../project/record.js'
import type { ServiceAnswers } from '../service/answers.js'
import type { ServicePlace } from '../service/place.js'
import { renderService } from '../service/render-service.js'
import type { WorkspaceAnswers } from '../workspace/answers.js'
import { renderWorkspace } from '../workspace/render-workspace.js'

/** By the name in the record, what the answers are rendered by. All of it is put into the archive of a release. */
const RENDERERS: Readonly<Record<string, (answers: never, place: ServicePlace) => Tree>> = {
  konnector: (answers: KonnectorAnswers, place) => renderKonnector(answers, place),
  service: (answers: ServiceAnswers, place) => renderService(answers, place),
  workspace: (answers: WorkspaceAnswers, place) => renderWorkspace(answers, place)
}

/**
 * The files that the templates make of recorded answers. This is what releases keep of themselves: the templates of an
 * older one are asked by the same call.
 *
 * @returns undefined for a generator that is not known
 */
export const render = ({ name, answers }: GeneratorRecord, place: ServicePlace): Tree | undefined =>
  Object.hasOwn(RENDERERS, name) ? RENDERERS[name]?.(answers as never, place) : undefined
