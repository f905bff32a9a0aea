import { KonnectorError } from '../errors/konnector-error.js'
import { StackError } from '../errors/stack-error.js'
import type { RunContext } from '../run/context.js'
import { resetTwoFAState, setTwoFAState, type TwoFactorRequest } from './two-factor-state.js'

const MINUTE = 60_000

/** How a code is waited for. */
export interface WaitForCodeOptions extends TwoFactorRequest {
  /** A time stamp in milliseconds; in three minutes where absent, never after the end of the run. */
  endTime?: number
  /** Milliseconds between two looks at the account, beside what realtime tells; 5 000 where absent. */
  heartBeat?: number
  /** @deprecated the same as `endTime` */
  timeout?: number
}

type TwoFactorContext = Pick<RunContext, 'account' | 'stack' | 'env' | 'budget' | 'log' | 'now'>

const expired = (message: string): KonnectorError =>
  new KonnectorError('USER_ACTION_NEEDED.TWOFA_EXPIRED', { message })

const codeIn = ({ twoFACode }: { twoFACode?: unknown }): string | undefined =>
  typeof twoFACode === 'string' && twoFACode !== '' ? twoFACode : undefined

/** The code, or undefined at the end: told by realtime where the stack and Node have it, looked for now and then anyway. */
const untilCode = async (
  { account, stack, log, now }: TwoFactorContext,
  end: number,
  heartBeat: number
): Promise<string | undefined> => {
  let wake: () => void = () => {}
  const following = stack
    .follow('io.cozy.accounts', account.id ?? '', () => wake())
    .catch((error: unknown) => {
      if (!StackError.is(error)) throw error
      log.debug('No realtime: the account is looked at now and then')
      return undefined
    })
  try {
    for (;;) {
      // What realtime tells lacks the code where the stack hides it, so the account is read itself.
      let timer: NodeJS.Timeout | undefined
      const woken = new Promise<void>(resolve => {
        wake = resolve
        timer = setTimeout(resolve, Math.max(0, Math.min(heartBeat, end - now().getTime())))
      })
      const code = codeIn(await account.refresh())
      if (code !== undefined || now().getTime() >= end) {
        clearTimeout(timer)
        return code
      }
      await woken
      clearTimeout(timer)
    }
  } finally {
    void following.then(listening => listening?.close())
  }
}

/**
 * Asks the owner for a code and waits for it. Only in a run that the owner has started: nobody looks at another one.
 *
 * @throws KonnectorError `USER_ACTION_NEEDED.TWOFA_EXPIRED` where nobody is there to be asked, or gave no code in time
 */
export const waitForTwoFaCode = async (
  context: TwoFactorContext,
  { type = 'email', retry = false, heartBeat = 5_000, ...options }: WaitForCodeOptions = {}
): Promise<string> => {
  const { account, env, budget, log, now } = context
  if (!env.manual) {
    log.warn('waitForTwoFaCode: this in not a manual execution. It is not possible to handle 2FA here.')
    throw expired('Failed to ask for a code: the run was not started by the owner. Start it by hand.')
  }
  if (options.timeout !== undefined) {
    log.warn('The timeout option for waitForTwoFaCode is deprecated. Please use the endTime option now')
  }
  const wished = options.timeout ?? options.endTime ?? now().getTime() + 3 * MINUTE
  const end = Math.min(wished, budget.endOf(Infinity))
  await setTwoFAState(account, { type, retry })
  const code = await untilCode(context, end, heartBeat)
  if (code === undefined)
    throw expired('Failed to get a code: nobody gave one in time. Start the konnector by hand.')
  await resetTwoFAState(account)
  return code
}
