import { linkBankOperations } from '../banking/link/link-bank-operations.js'
import { categorize, createCategorizer } from '../categorizer/create-categorizer.js'
import { getPdfText } from '../pdf/pdf-text.js'
import { saveBills } from '../bills/save-bills.js'
import { dropSession, loadSession, saveSession } from '../account/session.js'
import { openLoginState } from '../account/login-state.js'
import { addData, type AddDataOptions } from '../documents/add-data.js'
import { hydrateAndFilter, type HydrateOptions } from '../documents/hydrate-and-filter.js'
import type { SourceOptions } from '../documents/context.js'
import type { Stampable } from '../documents/stamp.js'
import { updateOrCreate } from '../documents/update-or-create.js'
import { saveFiles } from '../files/save-files.js'
import { saveIdentity } from '../identity/save-identity.js'
import { mkdirp } from '../folder/mkdirp.js'
import { getCozyMetadata, type CozyMetadata } from '../metadata/cozy-metadata.js'
import { solveCaptcha, type SolveCaptchaParams } from '../captcha/solve-captcha.js'
import { signin } from '../signin/signin.js'
import { resetTwoFAState, setTwoFAState } from '../two-factor/two-factor-state.js'
import { waitForTwoFaCode } from '../two-factor/wait-for-code.js'
import type { RunContext } from './context.js'
import { readPayload } from './read-payload.js'

/** A function without its first parameter, which is given. */
const bind =
  <C, A extends unknown[], R>(first: C, call: (first: C, ...rest: A) => R): ((...rest: A) => R) =>
  (...rest) =>
    call(first, ...rest)

/** The functions of the package, bound to one run. A new one is one line. */

export const boundFunctions = (context: RunContext) => {
  const { account, stack, manifest } = context
  return {
    saveFiles: bind(context, saveFiles),
    saveBills: bind(context, saveBills),
    saveIdentity: bind(context, saveIdentity),
    addData: <T extends Stampable>(entries: readonly T[], doctype: string, options?: AddDataOptions) =>
      addData(context, entries, doctype, options),
    hydrateAndFilter: <T extends Stampable>(
      entries: readonly T[],
      doctype: string,
      options?: HydrateOptions<T>
    ) => hydrateAndFilter(context, entries, doctype, options),
    updateOrCreate: <T extends Stampable>(
      entries: readonly T[],
      doctype: string,
      matchingAttributes: readonly string[],
      options?: SourceOptions
    ) => updateOrCreate(context, entries, doctype, matchingAttributes, options),
    linkBankOperations: bind(context, linkBankOperations),
    categorize: bind(context, categorize),
    createCategorizer: bind(context, createCategorizer),
    getPdfText: bind(context, getPdfText),
    signin: bind(context, signin),
    solveCaptcha: (params: SolveCaptchaParams) => solveCaptcha(context, params),
    mkdirp: (...components: readonly string[]) => mkdirp(stack, ...components),
    waitForTwoFaCode: bind(context, waitForTwoFaCode),
    setTwoFAState: bind(account, setTwoFAState),
    resetTwoFAState: () => resetTwoFAState(account),
    loadSession: () => loadSession(account),
    saveSession: bind(account, saveSession),
    resetSession: () => dropSession(account),
    saveAccountData: account.saveData,
    getAccountData: account.getData,
    updateAccountAttributes: account.update,
    readPayload: () => readPayload(context),
    /** With the run's account. */
    getCozyMetadata: (present: CozyMetadata = {}) =>
      getCozyMetadata(
        manifest,
        { ...present, ...(account.id !== undefined && { sourceAccount: account.id }) },
        context.now()
      ),
    ...openLoginState(account)
  }
}

/** The functions that a konnector finds in its context. */
export type BoundFunctions = ReturnType<typeof boundFunctions>
