import { camelCase } from '../project/names.js'
import type { Tree } from '../project/plan.js'
import { renderTemplates } from '../project/templates.js'
import type { ServiceAnswers } from './answers.js'
import { behaviourOf } from './behaviour.js'
import { typeNameOf, wordOf } from './doctypes.js'
import { readTrigger } from './trigger.js'

/** What the code of a service speaks of. */
export const codeData = (answers: ServiceAnswers): Record<string, unknown> => {
  const trigger = readTrigger(answers.trigger)
  const [doctype = ''] = answers.doctypes
  return {
    name: answers.name,
    camelName: camelCase(answers.name),
    behaviour: behaviourOf(answers),
    doctype,
    word: wordOf(doctype),
    type: typeNameOf(doctype),
    runs: trigger ? trigger.describe() : 'when another program starts it',
    isTold: trigger?.kind === '@event' && answers.debounce === '',
    isHeldBack: answers.debounce !== '',
    debounce: answers.debounce
  }
}

/** The sources and the test of a service, relative to the folder of its app. */
export const serviceCode = (answers: ServiceAnswers): Tree =>
  renderTemplates('service-code', codeData(answers))
