/** The kinds of captcha that can be solved, with what each needs. */
export type CaptchaParams =
  | { type?: 'recaptcha'; websiteKey: string; websiteURL: string }
  | { type: 'recaptchav3'; websiteKey: string; websiteURL: string; pageAction: string; minScore: number }
  | { type: 'hcaptcha'; websiteKey: string; websiteURL: string }
  /** `body`: the image, base64. */
  | { type: 'image'; body: string }

interface TaskKind {
  /** What the service calls it. */
  task: string
  needs: readonly string[]
  /** Where the solution has the answer. */
  answer: string
}

const KINDS: Readonly<Record<string, TaskKind>> = {
  recaptcha: {
    task: 'NoCaptchaTaskProxyless',
    needs: ['websiteKey', 'websiteURL'],
    answer: 'gRecaptchaResponse'
  },
  recaptchav3: {
    task: 'RecaptchaV3TaskProxyless',
    needs: ['websiteKey', 'websiteURL', 'pageAction', 'minScore'],
    answer: 'gRecaptchaResponse'
  },
  hcaptcha: {
    task: 'HCaptchaTaskProxyless',
    needs: ['websiteKey', 'websiteURL'],
    answer: 'gRecaptchaResponse'
  },
  image: { task: 'ImageToTextTask', needs: ['body'], answer: 'text' }
}

/** A captcha as the service wants it. */
export interface CaptchaTask {
  task: Record<string, unknown>
  /** Where the solution has the answer. */
  answer: string
}

/** @throws TypeError for a kind that nobody solves, or where something is missing */
export const captchaTask = (params: CaptchaParams): CaptchaTask => {
  const given = params as Readonly<Record<string, unknown>>
  const type = params.type ?? 'recaptcha'
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined
  if (!kind)
    throw new TypeError(`${type} is no kind of captcha: give one of ${Object.keys(KINDS).join(', ')}`)
  const missing = kind.needs.filter(name => given[name] === undefined)
  if (missing.length > 0) throw new TypeError(`${missing.join(', ')} are mandatory to solve the captcha`)
  const needed = Object.fromEntries(kind.needs.map(name => [name, given[name]]))
  return { task: { type: kind.task, ...needed }, answer: kind.answer }
}
