// Sends a form in the background: says what is wrong with it, or goes where the answer leads.

/**
 * `prepare` gets the fields and changes what has to be; it throws an Error with a sentence for what must not be sent.
 * `field` is what the person types, to which a refusal belongs. `keep` gets the answer that a form was accepted with.
 */
export const sendFormWith = (form, field, prepare, keep = () => {}) => {
  const error = form.querySelector('.error[role=alert]')
  const submit = form.querySelector('button[type=submit]')
  const label = submit.textContent

  const say = text => {
    error.textContent = text
    error.hidden = text === ''
    field.setAttribute('aria-invalid', String(text !== ''))
    if (text !== '') field.setAttribute('aria-describedby', `${error.id} ${field.dataset.help ?? ''}`.trim())
  }

  const setBusy = busy => {
    submit.disabled = busy
    submit.textContent = busy ? form.dataset.working : label
  }

  const send = async () => {
    const body = new URLSearchParams(new FormData(form))
    const redirect = body.get('redirect')
    // What stands behind the # of an address is known to the browser alone.
    if (redirect && !redirect.includes('#')) body.set('redirect', redirect + window.location.hash)
    await prepare(body)
    return fetch(form.action, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body,
      credentials: 'same-origin'
    })
  }

  const refuse = text => {
    setBusy(false)
    say(text)
    field.focus()
    field.select()
  }

  form.addEventListener('submit', async event => {
    event.preventDefault()
    if (submit.disabled) return
    setBusy(true)
    say('')
    try {
      const answer = await send()
      const text = await answer.text()
      const said = text ? JSON.parse(text) : {}
      const { redirect } = said
      if (answer.ok) keep(said)
      if (!answer.ok) refuse(said.error)
      // An answer without an address: what was asked for before can go on.
      else if (redirect) window.location.assign(redirect)
      else window.location.reload()
    } catch (problem) {
      refuse(problem.isForThePerson ? problem.message : form.dataset.unreachable)
    }
  })

  // Who comes back to the page finds it as it was left: it must take another try. Firefox keeps it from a reload, too.
  window.addEventListener('pageshow', () => setBusy(false))
  setBusy(false)
  form.querySelector('.needs-script')?.remove()
}

/** What keeps a form from being sent, in words for the person. */
export const refusal = text => Object.assign(new Error(text), { isForThePerson: true })
