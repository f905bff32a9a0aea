// The code that came by mail, for a program that asks for everything.
import { sendFormWith } from './forms/send-form.js'

const form = document.getElementById('confirm-flagship-form')
const code = document.getElementById('code-input')
const token = document.getElementById('confirm-token')

sendFormWith(form, code, body => {
  body.set('code', code.value.replaceAll(/\s/g, ''))
  body.set('token', token.value)
})
