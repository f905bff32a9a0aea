import type { FastifyReply } from 'fastify'
import { inMapOrder } from '../data/map-order.js'
import { sendResource, type Resource } from '../server/json-api.js'
import { SETTINGS } from './instance-settings.js'

/** One document of settings as JSON:API has it. */
export const settingsResource = (
  name: string,
  attributes: Record<string, unknown>,
  rev?: string
): Resource => ({
  type: SETTINGS,
  id: `${SETTINGS}.${name}`,
  attributes,
  meta: rev ? { rev } : {},
  links: { self: `/settings/${name}` }
})

export const sendSettings = (
  reply: FastifyReply,
  name: string,
  attributes: Record<string, unknown>,
  rev?: string
): FastifyReply => sendResource(reply, 200, settingsResource(name, attributes, rev))

/** The same for what Go keeps in a map: its members by the alphabet. */
export const sendSettingsMap = (
  reply: FastifyReply,
  name: string,
  attributes: Record<string, unknown>,
  rev?: string
): FastifyReply => sendSettings(reply, name, inMapOrder(attributes), rev)
