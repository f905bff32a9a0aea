import type { FastifyInstance } from 'fastify'
import { publicNameOf, readSettings } from '../settings/instance-settings.js'
import { sendJson } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'

/** `GET /public/prelogin`: what an app needs to show a login of its own, for anybody. */
export const addPreloginRoute = (server: FastifyInstance): void => {
  server.get('/public/prelogin', async (request, reply) => {
    const instance = instanceOf(request)
    const { details, kdfIterations, locale } = instance
    if (details.onboarding_finished === false) {
      return sendJson(reply, 412, { error: 'the instance has not been onboarded' })
    }
    return sendJson(reply, 200, {
      FranceConnect: Boolean(details.franceconnect_id),
      Kdf: 0,
      KdfIterations: kdfIterations,
      OIDC: false,
      locale,
      magic_link: details.magic_link === true,
      name: publicNameOf(instance, await readSettings(instance))
    })
  })
}
