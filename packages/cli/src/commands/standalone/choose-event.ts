import type { EventSource, Fixture } from '@cozy-jobs/fixtures'
import { parseTriggerText, type Trigger } from '@cozy-jobs/triggers'
import { ERRORS } from '../../errors.js'
import type { JobManifest } from '../../job/job-manifest.js'

/** The event that a service is run with, or none: see the help of the command for the rule. */
export function chooseEvent(
  service: NonNullable<JobManifest['services']>[string] | undefined,
  asked: string | undefined,
  fixture: Fixture
): EventSource | undefined {
  if (asked === 'none') return undefined
  if (asked !== undefined) return named(asked)
  const trigger = service?.debounce ? undefined : parsed(service?.trigger ?? '')
  if (!trigger) return undefined
  const candidates = trigger.doctypes.flatMap(doctype =>
    (fixture.documents[doctype] ?? []).flatMap(doc => [
      { doctype, id: doc._id, doc, verb: 'CREATED' as const },
      { doctype, id: doc._id, doc, verb: 'UPDATED' as const, before: doc }
    ])
  )
  const found = candidates.findLast(event => trigger.matches(event))
  // Without `doc`: the job gets the document as the store has it, with its revision.
  return found && { doctype: found.doctype, id: found.id, verb: found.verb }
}

function named(asked: string): EventSource {
  const [, doctype, id] = /^([^/]+)\/(.+)$/.exec(asked) ?? []
  if (doctype && id) return { doctype, id }
  throw ERRORS.oneOf('cozy-jobs standalone', '--event', ['none', 'DOCTYPE/ID'], asked)
}

/** A trigger that makes no sense fires nothing; the checks of the manifest tell of it. */
function parsed(text: string): Trigger | undefined {
  try {
    return parseTriggerText(text)
  } catch {
    return undefined
  }
}
