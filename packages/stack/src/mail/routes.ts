import { allowWholeType } from '../permissions/allow.js'
import { allowWorker } from '../jobs/allow-jobs.js'
import { answered } from '../jobs/errors.js'
import type { RouteFamily } from '../server/family.js'
import { badJson, badRequest } from '../server/http-error.js'
import { readResource } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'
import { isObject, textOf } from '../engine/execution/attempt.js'
import { INSTANCE_SETTINGS_ID, SETTINGS } from '../settings/instance-settings.js'
import { addOutboxRoutes } from './outbox-routes.js'
import type { MailPart } from './mail.js'
import { sendMail } from './send-mail.js'

const argumentsOf = (attributes: Record<string, unknown>): Record<string, unknown> => {
  const given = attributes.arguments ?? {}
  if (!isObject(given)) throw badJson()
  return given
}

const textIn = (given: Record<string, unknown>, name: string): string => {
  const value = given[name] ?? ''
  if (typeof value !== 'string') throw badJson()
  return value
}

const partsIn = ({ parts }: Record<string, unknown>): MailPart[] => {
  if (parts === undefined || parts === null) return []
  if (!Array.isArray(parts) || !parts.every(isObject)) throw badJson()
  return parts.map(part => ({ type: textIn(part, 'type'), body: textIn(part, 'body') }))
}

/** Mails that are asked for by a route of their own; most are jobs of `sendmail`. */
export const mailRoutes: RouteFamily = {
  name: 'mail',
  port: 'instance',
  fidelity:
    'The worker sendmail in all its modes, templates, attachments, mails to the support and campaigns. No mail leaves the machine: each is a file in the folder mails of the data, and SMTP servers of cozy.yaml are not asked.',
  differences: {
    'POST /jobs/support':
      'Without an address of the support (mail.reply_to) it is written to the no-reply address; the real stack breaks off.'
  },
  register(server, stack) {
    server.post('/jobs/support', async (request, reply) => {
      const instance = instanceOf(request)
      const given = argumentsOf((await readResource(request)).attributes)
      const subject = textIn(given, 'subject')
      const body = textIn(given, 'body')
      try {
        await allowWholeType(request, reply, 'POST', 'io.cozy.support')
      } catch (refused) {
        await allowWorker(request, reply, 'POST', 'sendmail').catch(() => {
          throw refused
        })
      }
      const settings = await instance.documents.get(SETTINGS, INSTANCE_SETTINGS_ID)
      const values = { Name: textOf(settings.public_name), Body: body }
      await answered(
        sendMail(stack, instance, { mode: 'support', template: 'support_request', subject, values })
      )
      return reply.code(204).send()
    })

    server.post('/jobs/campaign-emails', async (request, reply) => {
      await allowWorker(request, reply, 'POST', 'sendmail')
      const given = argumentsOf((await readResource(request)).attributes)
      const mail = { mode: 'campaign', subject: textIn(given, 'subject'), parts: partsIn(given) } as const
      if (mail.subject === '') throw badRequest('emailer: missing subject')
      if (!Array.isArray(given.parts)) throw badRequest('emailer: missing content')
      await answered(sendMail(stack, instanceOf(request), mail))
      return reply.code(204).send()
    })
  }
}

/** `/mails` on the admin port: ours, for whoever tries what sends mails. */
export const mailAdminRoutes: RouteFamily = {
  name: 'mails',
  port: 'admin',
  fidelity: 'Ours: the mails that an instance has sent, as files.',
  register: addOutboxRoutes
}
