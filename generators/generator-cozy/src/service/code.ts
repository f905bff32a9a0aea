import { camelCase } from '../project/names.js'
import type { Tree } from '../project/plan.js'
import { renderTemplates } from '../project/templates.js'
import type { ServiceAnswers } from './answers.js'
import { behaviourOf } from './behaviour.js'
import { typeNameOf, wordOf } from './doctypes.js'
import { readTrigger } from './trigger.js'

/** In words, as after "Runs". */
export const whenItRuns = ({ trigger }: Pick<ServiceAnswers, 'trigger'>): string =>
  readTrigger(trigger)?.describe() ?? 'when another program starts it'

const inComment = (text: string): string => text.replaceAll('*/', '*\\/')

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
    // It stands in a comment, which no value of a trigger may end.
    runs: inComment(whenItRuns(answers)),
    isTold: trigger?.kind === '@event' && answers.debounce === '',
    // A document does not say which doctype it is of.
    isOfSeveral: (trigger?.doctypes.length ?? 0) > 1,
    isHeldBack: answers.debounce !== '',
    debounce: answers.debounce
  }
}

/** The sources and the test of a service, relative to the folder of its app. */
export const serviceCode = (answers: ServiceAnswers): Tree =>
  renderTemplates('service-code', codeData(answers))
