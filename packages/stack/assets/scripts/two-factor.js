// The code that came by mail.
import { sendFormWith } from './forms/send-form.js'
import { keepTrust } from './forms/trusted-device.js'

const form = document.getElementById('two-factor-form')
const code = document.getElementById('two-factor-passcode')
const trust = document.getElementById('two-factor-trust-device')

const prepare = body => {
  body.set('two-factor-passcode', code.value.replaceAll(/\s/g, ''))
  body.delete('two-factor-trust-device')
  body.set('two-factor-generate-trusted-device-token', trust?.checked ? '1' : '0')
}

sendFormWith(form, code, prepare, keepTrust)
