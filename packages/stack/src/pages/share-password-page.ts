import type { FastifyReply, FastifyRequest } from 'fastify'
import { hostOf } from '../instances/addresses.js'
import type { Instance } from '../instances/api.js'
import { hasPasswordCookie } from '../permissions/password-cookie.js'
import { resolveShortcode, shareOfCode } from '../permissions/shares.js'
import { escapeHtml, sendPage } from '../server/html.js'
import { queryOf } from '../server/request.js'
import { textsOf } from '../server/texts.js'

const lockedShare = async (request: FastifyRequest, instance: Instance): Promise<string | undefined> => {
  const { authenticator, stack } = request.server
  const index = await authenticator.indexOf(instance)
  try {
    const share = shareOfCode(
      index,
      resolveShortcode(index, queryOf(request, 'sharecode')),
      stack.clock.now()
    )
    const isLocked = share.password !== undefined && share.password !== null
    return isLocked && !hasPasswordCookie(request, instance, share._id) ? share._id : undefined
  } catch {
    // A code that leads nowhere is the page's own matter: what it asks with it is refused.
    return undefined
  }
}

/** Asks for the password of a share where its code has one; says whether it did. */
export const sendPasswordPage = async (
  request: FastifyRequest,
  reply: FastifyReply,
  instance: Instance
): Promise<boolean> => {
  if (queryOf(request, 'sharecode') === '') return false
  const id = await lockedShare(request, instance)
  if (id === undefined) return false
  const texts = textsOf(instance.locale)
  const action = `http://${hostOf(instance)}/auth/share-by-link/password`
  const assets = `http://${hostOf(instance)}/assets`
  sendPage(reply, 401, {
    locale: instance.locale,
    title: texts.protectedLink,
    assets,
    main: `      <img src="${escapeHtml(assets)}/icon.svg" alt="" width="72" height="72">
      <h1>${escapeHtml(texts.protectedLink)}</h1>
      <form id="password-form" method="POST" action="${escapeHtml(action)}" data-working="${escapeHtml(texts.working)}" data-unreachable="${escapeHtml(texts.unreachable)}">
        <input id="perm_id" type="hidden" name="perm_id" value="${escapeHtml(id)}">
        <label for="password">${escapeHtml(texts.password)}</label>
        <div class="field"><input id="password" type="password" name="password" autofocus required></div>
        <p id="login-error" class="error" role="alert" hidden></p>
        <button id="password-submit" type="submit">${escapeHtml(texts.open)}</button>
      </form>
      <script src="${escapeHtml(assets)}/scripts/share-password.js"></script>`
  })
  return true
}
