import { describe, expect, it } from '@jest/globals'
import { useSettings } from './testing/use-settings.js'

const logo = (src: string, more = {}) => ({ src, alt: src, ...more })

const bed = useSettings({
  config: {
    contexts: {
      default: {
        help_link: 'https://help.example.org/',
        antivirus: { enabled: true, address: 'localhost:3310', notifications: { email_on_infected: true } },
        logos: { home: { light: [logo('/logos/main.png', { type: 'main' }), logo('/logos/a.png')] } }
      },
      sponsor: {
        logos: {
          home: {
            light: [logo('/main.png', { type: 'main' }), logo('/x/a.png'), logo('/b.png')],
            dark: [logo('/c.png')]
          }
        }
      }
    }
  }
})

const context = async () => (await bed.ask('GET', '/settings/context')).json.data.attributes

describe('the context of an instance', () => {
  it('is as cozy.yaml has it, but for an antivirus that is not there', async () => {
    const found = await context()
    expect(found.help_link).toBe('https://help.example.org/')
    expect(found.antivirus).toEqual({
      enabled: false,
      notifications: { email_on_infected: true },
      actions: expect.objectContaining({ infected: ['delete'] })
    })
    expect(found).not.toHaveProperty('manager_url')
  })

  it('has the logos of sponsors behind its own, each once, and none of their main ones', async () => {
    await bed.test.stack.instances.update(bed.instance, { details: { sponsorships: ['sponsor', 'nobody'] } })
    expect((await context()).logos).toEqual({
      home: {
        light: [
          logo('/logos/main.png', { type: 'main' }),
          logo('/logos/a.png'),
          logo('/ext/sponsor/b.png', { alt: '/b.png' })
        ],
        dark: [logo('/ext/sponsor/c.png', { alt: '/c.png' })]
      }
    })
    const { attributes } = (await bed.ask('GET', '/settings/instance')).json.data
    expect(attributes.sponsorships).toEqual(['sponsor', 'nobody'])
  })
})

describe('what a manager or the vault does', () => {
  it.each(['/settings/instance/deletion', '/settings/instance/deletion/force', '/settings/vault'])(
    'is refused to who may not ask, and is not there: %s',
    async path => {
      expect((await bed.ask('POST', path)).status).toBe(403)
      const vault = await bed.test.cli('com.bitwarden.ciphers')
      expect((await bed.ask('POST', '/settings/vault', undefined, { token: vault })).status).toBe(501)
    }
  )
})
