import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Instance, InstanceChange } from '../instances/api.js'
import type { InstanceDetails } from '../instances/details.js'
import { badRequest } from '../server/http-error.js'
import { sendResource } from '../server/json-api.js'
import { queryOf } from '../server/request.js'
import { INSTANCE_SETTINGS_ID, SETTINGS } from '../settings/instance-settings.js'
import { authModeOf } from './auth-mode.js'
import { instanceOptions } from './instance-options.js'
import { instanceResource } from './instance-resource.js'
import { domainRefusal, instanceOfPath } from './named-instance.js'
import { integerOf, parseBoolean } from './parameters.js'
import { isDatedVersion, isToSign, isVersion } from './terms-of-service.js'

/** The terms that are signed and those that are to be; what has been signed is asked for no more. Throws 400. */
const termsOf = ({ tos, tos_latest }: InstanceDetails, now: InstanceDetails): InstanceDetails => {
  if (tos_latest !== undefined && !isDatedVersion(tos_latest)) throw badRequest('Bad format for TOS version')
  if (tos !== undefined && !isVersion(tos)) throw badRequest('Bad format for TOS version')
  const signed = tos ?? now.tos ?? ''
  const asked = tos_latest !== undefined && isToSign(tos_latest, now.tos ?? '') ? tos_latest : now.tos_latest
  const isOpen = tos === undefined || isToSign(asked ?? '', signed)
  return { tos: signed, tos_latest: isOpen ? (asked ?? '') : '' }
}

/** Booleans that are passed over where they are none, as on the real stack. */
const flagsOf = (request: FastifyRequest): InstanceDetails => {
  const onboardingFinished = parseBoolean(queryOf(request, 'OnboardingFinished'))
  const blocked = parseBoolean(queryOf(request, 'Blocked'))
  const reason = queryOf(request, 'BlockingReason')
  return {
    ...(onboardingFinished !== undefined && { onboarding_finished: onboardingFinished }),
    ...(blocked !== undefined && { blocked }),
    ...(reason !== '' && { blocking_reason: reason })
  }
}

/** In bytes: -1 takes the limit away, 0 leaves it as it is. */
const quotaOf = (request: FastifyRequest): { diskQuota?: number } => {
  const bytes = integerOf(request, 'DiskQuota') ?? 0
  if (bytes > 0) return { diskQuota: bytes }
  return bytes === -1 ? { diskQuota: 0 } : {}
}

const modeOf = (authMode: string | undefined): InstanceDetails => {
  if (authMode === undefined) return {}
  const mode = authModeOf(authMode)
  if (mode === undefined) throw badRequest('Unknown authentication mode')
  return { auth_mode: mode }
}

const changeSettings = async ({ documents }: Instance, settings: Record<string, string>): Promise<void> => {
  const stored = await documents.get(SETTINGS, INSTANCE_SETTINGS_ID)
  if (Object.entries(settings).every(([name, value]) => stored[name] === value)) return
  await documents.put(SETTINGS, { ...stored, ...settings })
}

/** `PATCH /instances/:domain`: what is named changes; `Deleting` changes alone, as on the real stack. */
export const addModifyRoute = (server: FastifyInstance): void => {
  const { instances } = server.stack
  server.patch('/instances/:domain', async (request, reply) => {
    const instance = instanceOfPath(request)
    const { settings, authMode, details, ...rest } = instanceOptions(request)
    const quota = quotaOf(request)
    const deleting = parseBoolean(queryOf(request, 'Deleting'))
    const change: InstanceChange =
      deleting === undefined
        ? {
            ...rest,
            ...quota,
            details: {
              ...details,
              ...modeOf(queryOf(request, 'AuthMode') === authMode ? undefined : authMode),
              ...flagsOf(request),
              ...termsOf(details, instance.details)
            }
          }
        : { details: { deleting } }
    await instances.update(instance, change).catch((error: unknown) => {
      throw domainRefusal(error)
    })
    if (deleting === undefined) await changeSettings(instance, settings)
    return sendResource(reply, 200, instanceResource(instance))
  })
}
