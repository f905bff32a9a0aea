import { describe, expect, it } from '@jest/globals'
import { usePages } from './testing/use-pages.js'

const pages = usePages(
  {
    'manifest.webapp': JSON.stringify({ name: 'Notes', slug: 'notes', type: 'webapp', permissions: {} }),
    'index.html': '<body data-sub="{{.SubDomain}}" data-token="{{.Token}}"></body>'
  },
  {
    domain: 'alice.cozy.example',
    config: {
      subdomains: 'flat',
      cspAllowlist: { script: 'https://a.example', media: "'self'; script-src *" }
    }
  }
)

describe('flat sub-domains', () => {
  it('stand beside their instance, with its session', async () => {
    const { domain } = pages.test.stack
    const [, port] = domain.split(':')
    const away = await pages.page('/')
    expect(away.headers.location).toBe(
      `http://${domain}/auth/login?redirect=http%3A%2F%2Falice-notes.cozy.example%3A${port}%2F`
    )
    const cookie = await pages.login()
    expect(cookie).toMatch(/sess-cozy[0-9a-f]{32}=/)
    const token = await pages.test.cli('io.cozy.settings')
    const capabilities = await pages.test.ask('GET', '/settings/capabilities', { token })
    expect(capabilities.json.data.attributes.flat_subdomains).toBe(true)
    const page = await pages.page('/', { headers: { cookie } })
    expect(page.text).toMatch(/data-sub="flat" data-token="eyJ/)
    expect(page.headers['content-security-policy']).toContain(`frame-src http://*.cozy.example:${port} `)
  })

  it('may call their instance', async () => {
    const origin = `http://alice-notes.${pages.test.stack.domain.replace('alice.', '')}`
    const { headers, status } = await pages.test.ask('GET', '/version', { headers: { origin } })
    expect([status, headers['access-control-allow-origin']]).toEqual([200, origin])
    const foreign = await pages.test.ask('GET', '/version', {
      headers: { origin: origin.replace('alice-', 'bob-') }
    })
    expect(foreign.status).toBe(403)
  })

  it('take what cozy.yaml allows into their policy, and no further directive', async () => {
    const policy = String((await pages.page('/')).headers['content-security-policy'])
    expect(policy).toContain("script-src 'wasm-unsafe-eval' https://a.example/ https://matomo.cozycloud.cc/ ")
    expect(policy.match(/script-src/g)).toHaveLength(1)
    expect(policy).toContain("media-src 'self' http://")
  })
})
