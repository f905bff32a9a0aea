import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { startProvider, type Provider } from '../testing/provider-server.js'
import { solveCaptcha, type CaptchaContext, type SolveCaptchaParams } from './solve-captcha.js'

const KEY = 'k3y-of-the-service'
let service: Provider
let context: CaptchaContext
let lines: string[]

const json = (value: object): { headers: Record<string, string>; body: string } => ({
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(value)
})
const asked = (): unknown[] => service.seen.map(({ path, body }) => [path, JSON.parse(body.toString())])

beforeEach(async () => {
  service = await startProvider({
    'POST /createTask': json({ errorId: 0, taskId: 7 }),
    'POST /getTaskResult': json({ errorId: 0, status: 'processing' })
  })
  lines = []
  const write = (line: unknown): void => void lines.push(String(line))
  context = {
    parameters: { secret: { antiCaptchaClientKey: KEY } },
    log: { debug: write, info: write, warning: write },
    baseUrl: service.url
  }
})
afterEach(() => service.close())

const site = { websiteKey: 'w', websiteURL: 'http://a.example' }

describe('solveCaptcha', () => {
  it('asks until the solution is there', async () => {
    const solution = { gRecaptchaResponse: 'solved' }
    service.on(
      'POST /getTaskResult',
      json({ errorId: 0, status: 'processing' }),
      json({ errorId: 0, status: 'ready', solution })
    )
    expect(await solveCaptcha(context, { ...site, pollInterval: 1 })).toBe('solved')
    expect(asked()).toEqual([
      ['/createTask', { clientKey: KEY, task: { type: 'NoCaptchaTaskProxyless', ...site } }],
      ['/getTaskResult', { clientKey: KEY, taskId: 7 }],
      ['/getTaskResult', { clientKey: KEY, taskId: 7 }]
    ])
    expect(lines.join()).not.toMatch(/k3y|solved\b.*solved/)
  })

  it.each<[string, SolveCaptchaParams, object, string]>([
    [
      'RecaptchaV3TaskProxyless',
      { type: 'recaptchav3', ...site, pageAction: 'login', minScore: 0.3 },
      { gRecaptchaResponse: 'x' },
      'x'
    ],
    ['HCaptchaTaskProxyless', { type: 'hcaptcha', ...site }, { gRecaptchaResponse: 'x' }, 'x'],
    ['ImageToTextTask', { type: 'image', body: 'aGk=' }, { text: 'letters' }, 'letters']
  ])('makes a %s', async (type, params, solution, answer) => {
    service.on('POST /getTaskResult', json({ errorId: 0, status: 'ready', solution }))
    expect(await solveCaptcha(context, params)).toBe(answer)
    expect(await solveCaptcha(context, { ...params, withFullSolution: true })).toEqual(solution)
    expect(asked()[0]).toEqual(['/createTask', { clientKey: KEY, task: expect.objectContaining({ type }) }])
  })

  it('ends in time', async () => {
    const late = solveCaptcha(context, { ...site, timeout: Date.now() + 30, pollInterval: 5 })
    await expect(late).rejects.toMatchObject({ code: 'CAPTCHA_RESOLUTION_FAILED.TIMEOUT' })
  })

  it.each([{}, { secret: null }, { secret: {} }, { secret: { antiCaptchaClientKey: '' } }])(
    'says what to do where there is no key: %j',
    async parameters => {
      await expect(solveCaptcha({ ...context, parameters }, site)).rejects.toMatchObject({
        code: 'CAPTCHA_RESOLUTION_FAILED',
        detail: expect.stringContaining('secret.antiCaptchaClientKey')
      })
    }
  )

  it('says what the service says, without the key', async () => {
    service.on('POST /createTask', json({ errorId: 1, errorCode: 'ERROR_KEY_DOES_NOT_EXIST' }))
    await expect(solveCaptcha(context, site)).rejects.toMatchObject({
      code: 'CAPTCHA_RESOLUTION_FAILED',
      detail: 'Failed to solve the captcha: anti-captcha.com says ERROR_KEY_DOES_NOT_EXIST.'
    })
    service.on('POST /createTask', '<html>down</html>')
    await expect(solveCaptcha(context, site)).rejects.toMatchObject({ code: 'CAPTCHA_RESOLUTION_FAILED' })
  })

  it('refuses what is no captcha', async () => {
    await expect(solveCaptcha(context, { ...site, type: 'toString' } as never)).rejects.toThrow(
      'is no kind of captcha'
    )
    await expect(solveCaptcha(context, { websiteKey: 'w' } as never)).rejects.toThrow(
      'websiteURL are mandatory to solve the captcha'
    )
  })
})
