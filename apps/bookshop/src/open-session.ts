import { KonnectorError, type Http, type KonnectorContext } from '@cozy-jobs/konnector'

type Site = Pick<
  KonnectorContext<{ login: string; password: string }>,
  'fields' | 'log' | 'signin' | 'waitForTwoFaCode' | 'loadSession' | 'saveSession'
>

/** Goes on with the session of the last run while the shop still knows it: nobody is asked for a code again. */
export const openSession = async (shop: Http, site: Site): Promise<void> => {
  const cookies = await site.loadSession()
  if (cookies !== undefined) {
    await shop.jar?.restore(cookies)
    const $ = await shop.get('/account').$()
    if ($('a[href="/logout"]').length > 0) return site.log.info('The session of the last run is still good')
    await shop.jar?.clear()
  }
  await logIn(shop, site)
  await site.saveSession(await shop.jar?.serialize())
}

const logIn = async (shop: Http, { fields, signin, waitForTwoFaCode }: Site): Promise<void> => {
  const { login, password } = fields
  if (!login || !password)
    throw new KonnectorError('LOGIN_FAILED.NEEDS_SECRET', {
      message: 'Failed to sign in: the account has no login or no password. Enter both.'
    })
  const $ = await signin({
    requestInstance: shop,
    url: '/login',
    formSelector: '#login',
    formData: $ => {
      if ($('[data-sitekey]').length > 0)
        throw new KonnectorError('CHALLENGE_ASKED', {
          message: 'Failed to sign in: the shop asks for a captcha. Sign in there once, or use solveCaptcha.'
        })
      return { email: login, password }
    },
    validate: (_status, $) => $('[role=alert]').length === 0
  })
  if ($('form#code').length === 0) return

  const code = await waitForTwoFaCode({ type: 'email' })
  await signin({
    requestInstance: shop,
    url: '/login/code',
    formSelector: '#code',
    formData: { code },
    validate: (_status, $) => {
      if ($('[role=alert]').length === 0) return true
      throw new KonnectorError('USER_ACTION_NEEDED.WRONG_TWOFA_CODE')
    }
  })
}
