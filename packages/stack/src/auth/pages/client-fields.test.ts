import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { fastify, type FastifyInstance } from 'fastify'
import fc from 'fast-check'
import type { Instance } from '../../instances/api.js'
import { sendConsentPage, type ConsentForm } from './consent-page.js'
import { CONSENT } from './testing/gallery.js'
import { isSafeToFollow, webUrl } from './web-url.js'

const POLICY = "default-src 'none';frame-src 'none';frame-ancestors 'none';base-uri 'none';"

let server: FastifyInstance
let form: ConsentForm

beforeAll(() => {
  server = fastify()
  server.get('/', (request, reply) => {
    void reply.header('content-security-policy', POLICY)
    return sendConsentPage(request, reply, { locale: 'en', domain: 'cozy.localhost' } as Instance, form)
  })
})

afterAll(() => server.close())

const show = async (changes: Partial<ConsentForm>): Promise<{ html: string; policy: unknown }> => {
  form = { ...CONSENT, ...changes }
  const { body, headers } = await server.inject('/')
  return { html: body, policy: headers['content-security-policy'] }
}

const policyWith = async (logo: string): Promise<unknown> =>
  (await show({ client: { client_name: 'A', logo_uri: logo } })).policy

describe('the policy of a consent page', () => {
  it('allows the logo as the real stack does, in the same place', async () => {
    expect(await policyWith('https://example.org/l.png')).toBe(
      "default-src 'self';frame-src 'none';frame-ancestors 'none';base-uri 'none';img-src 'self' https://example.org/l.png 'self' data:;"
    )
  })

  it.each(['', 'javascript:alert(1)', 'data:image/png;base64,AAAA', '//example.org/l.png', 'l.png'])(
    'allows nothing more for %j',
    async logo => {
      expect(await policyWith(logo)).toContain("base-uri 'none';img-src 'self' data:;")
    }
  )

  it('has no more directives than before, whatever a logo is called', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async path => {
        const policy = String(await policyWith(`https://example.org/${path}`))
        const names = policy.split(';').map(directive => directive.trim().split(' ')[0])
        expect(names).toEqual(['default-src', 'frame-src', 'frame-ancestors', 'base-uri', 'img-src', ''])
        expect(policy).not.toContain(',')
      }),
      { numRuns: 50 }
    )
  })
})

describe('what a client says of itself', () => {
  it('stays text, in every field', async () => {
    const evil = '<i onx="1">\'"&'
    const { html } = await show({
      clientId: evil,
      client: { client_name: evil, client_kind: evil, software_id: evil, software_version: evil },
      rules: [{ type: evil, verbs: [evil], selector: evil, values: [evil], description: evil }],
      scope: evil,
      state: evil,
      challenge: evil,
      challengeMethod: evil,
      linkedApp: { slug: evil, name: evil },
      error: evil
    })
    expect(html).not.toContain('<i onx')
    expect(html).not.toMatch(/onx="/)
  })

  it('leaves no character in the name that turns or hides the text around it', async () => {
    const { html } = await show({ client: { client_name: 'safe\u202Eexe\u200B\u0007' } })
    expect(html).toContain('<bdi dir="auto">safeexe</bdi>')
  })

  it('may be missing: then the page says so', async () => {
    const { html } = await show({ client: { client_name: ' \u200B ' } })
    expect(html).toContain('A program without a name')
  })
})

describe('an address', () => {
  it.each([
    'javascript:alert(1)',
    'JAVASCRIPT://x/%0aalert(1)',
    ' javascript:x',
    'data:text/html,x',
    'vbscript:x',
    'x',
    ''
  ])('is not followed: %j', text => {
    expect([isSafeToFollow(text), webUrl(text)]).toEqual([false, undefined])
  })

  it('of another program is followed, but is none of the web', () => {
    expect([isSafeToFollow('cozydrive://auth'), webUrl('cozydrive://auth')]).toEqual([true, undefined])
  })

  it('with a name before its host is none of the web: it would pass for that host', () => {
    expect(webUrl('https://cozy.example@evil.example/')).toBeUndefined()
  })

  it('of a refusal keeps its query and carries the state back', async () => {
    const { html } = await show({ redirectUri: 'cozydrive://auth?a=1', state: 's&1' })
    expect(html).toContain('href="cozydrive://auth?a=1&amp;error=access_denied&amp;state=s%261"')
    expect((await show({ redirectUri: 'javascript:alert(1)' })).html).toContain('cancel" href="/"')
  })
})
