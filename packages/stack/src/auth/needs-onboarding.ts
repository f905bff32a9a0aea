import type { FastifyReply } from 'fastify'
import type { Instance } from '../instances/api.js'
import { answerTexts } from './answer-texts.js'
import { sendNoticePage } from './pages/notice-page.js'

/** Whether the owner has still to choose the first passphrase: until then nobody can log in. */
export const needsOnboarding = ({ details }: Pick<Instance, 'details'>): boolean =>
  details.onboarding_finished === false

/** Says so on a page. 200, as on the real stack: it is no error that the owner has not come in yet. */
export const sendNeedsOnboarding = (reply: FastifyReply, instance: Instance): FastifyReply => {
  const { notReady: title, needsOnboarding: text } = answerTexts(instance)
  return sendNoticePage(reply, instance, 200, { title, paragraphs: [text] })
}
