import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Instance, InstanceDraft } from '../instances/api.js'
import { invalidParameter } from '../server/http-error.js'
import { sendResource } from '../server/json-api.js'
import { queryOf } from '../server/request.js'
import { warn } from '../server/warn.js'
import type { Stack } from '../stack.js'
import { authModeOf } from './auth-mode.js'
import { instanceOptions } from './instance-options.js'
import { instanceResource } from './instance-resource.js'
import { domainRefusal } from './named-instance.js'
import { booleanOf, integerOf, listOf } from './parameters.js'
import { passphraseOf } from './passphrase.js'

/** There is one CouchDB, and files are in a folder. The real stack of one cluster breaks off too. */
const checkPlaces = (request: FastifyRequest): void => {
  if ((integerOf(request, 'CouchCluster') ?? 0) > 0) {
    throw invalidParameter('CouchCluster', 'This stack has one cluster of CouchDB, number 0')
  }
  // Of Swift alone, on the real stack too.
  integerOf(request, 'SwiftLayout')
}

const draftOf = (request: FastifyRequest): InstanceDraft => {
  const { details, settings, authMode, ...rest } = instanceOptions(request)
  const { email, public_name, ...further } = settings
  const autoUpdate = booleanOf(request, 'AutoUpdate')
  const orgDomain = queryOf(request, 'OrgDomain')
  const orgId = queryOf(request, 'OrgID')
  const featureSets = listOf(request, 'feature_sets')
  checkPlaces(request)
  return {
    ...rest,
    ...passphraseOf(request),
    domain: queryOf(request, 'Domain'),
    ...(email !== undefined && { email }),
    ...(public_name !== undefined && { publicName: public_name }),
    diskQuota: Math.max(0, integerOf(request, 'DiskQuota') ?? 0),
    settings: further,
    details: {
      ...details,
      ...(orgDomain !== '' && { org_domain: orgDomain }),
      ...(orgId !== '' && { org_id: orgId }),
      ...(featureSets && { feature_sets: featureSets }),
      ...(autoUpdate !== undefined && { no_auto_update: !autoUpdate }),
      // One that is unknown is passed over, as on the real stack.
      ...(authMode !== undefined && { auth_mode: authModeOf(authMode) ?? 0 })
    }
  }
}

/** Each from the registry's stable channel. One that can't be had is told, and is no reason to have no instance. */
const installApps = async (stack: Stack, instance: Instance, slugs: readonly string[]): Promise<void> => {
  const install = async (slug: string): Promise<void> => {
    const request = { slug, source: `registry://${slug}/stable` }
    await stack.installs
      .install(instance, 'apps', request, () => undefined)
      .catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error)
        warn(
          stack,
          `Failed to install ${slug} on ${instance.domain}: ${why}. Install it from another source.`
        )
      })
  }
  await Promise.all(slugs.map(install))
}

/** `POST /instances`: makes an instance, with its apps where it names some. */
export const addCreateRoute = (server: FastifyInstance): void => {
  const { stack } = server
  server.post('/instances', async (request, reply) => {
    const draft = draftOf(request)
    const apps = (listOf(request, 'Apps') ?? []).map(slug => slug.trim()).filter(slug => slug !== '')
    const instance = await stack.instances.create(draft).catch((error: unknown) => {
      throw domainRefusal(error)
    })
    await installApps(stack, instance, apps)
    return sendResource(reply, 201, instanceResource(instance))
  })
}
