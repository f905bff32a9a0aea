// A new password: what is sent was derived from it, never itself.
import { hashPassword } from './forms/hash-password.js'
import { refusal, sendFormWith } from './forms/send-form.js'
import './forms/show-password.js'

const form = document.getElementById('new-pass-form')
const password = document.getElementById('password')
const hint = document.getElementById('hint')

sendFormWith(form, password, async body => {
  const { salt, tooShort, sameHint } = form.dataset
  // Counted in characters, as a person does, not in halves of them.
  if ([...password.value].length < 8) throw refusal(tooShort)
  if (hint.value !== '' && hint.value === password.value) throw refusal(sameHint)
  if (hint.value === '') body.delete('hint')
  body.set('passphrase', await hashPassword(password.value, salt, Number(body.get('iterations'))))
})
