// The login, and the page that asks for the password once more: what is sent was derived from it, never itself.
import { hashPassword } from './forms/hash-password.js'
import { sendFormWith } from './forms/send-form.js'
import './forms/show-password.js'
import { readTrust } from './forms/trusted-device.js'

const form = document.getElementById('login-form')
const password = document.getElementById('password')

sendFormWith(form, password, async body => {
  const { salt, iterations } = form.dataset
  body.set('trusted-device-token', readTrust())
  body.set('passphrase', await hashPassword(password.value, salt, Number(iterations)))
})
