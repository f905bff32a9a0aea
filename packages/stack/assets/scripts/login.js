// Hashes the passphrase as the form says, so that it never leaves the browser in plain, and sends it.
;(function (window, document) {
  const form = document.getElementById('login-form')
  const password = document.getElementById('password')
  const error = document.getElementById('login-error')
  const submit = document.getElementById('login-submit')
  const visibility = document.getElementById('password-visibility')
  const label = submit.textContent
  const bytes = text => new TextEncoder().encode(text)

  const derive = async (secret, salt, iterations) => {
    const key = await window.crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits'])
    const how = { name: 'PBKDF2', salt, iterations, hash: 'SHA-256' }
    return window.crypto.subtle.deriveBits(how, key, 256)
  }

  const hash = async passphrase => {
    const iterations = Number(form.dataset.iterations)
    if (!iterations) return passphrase
    const key = await derive(bytes(passphrase), bytes(form.dataset.salt), iterations)
    const hashed = await derive(key, bytes(passphrase), 1)
    return window.btoa(String.fromCharCode(...new Uint8Array(hashed)))
  }

  const say = text => {
    error.textContent = text
    error.hidden = text === ''
    password.setAttribute('aria-invalid', String(text !== ''))
    if (text !== '') password.setAttribute('aria-describedby', error.id)
  }

  const setBusy = busy => {
    submit.disabled = busy
    submit.textContent = busy ? form.dataset.working : label
  }

  const send = async () => {
    const body = new URLSearchParams(new FormData(form))
    body.set('passphrase', await hash(password.value))
    const redirect = body.get('redirect')
    // What stands behind the # of an address is known to the browser alone.
    if (redirect && !redirect.includes('#')) body.set('redirect', redirect + window.location.hash)
    return fetch(form.action, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body,
      credentials: 'same-origin'
    })
  }

  form.addEventListener('submit', async event => {
    event.preventDefault()
    if (!window.crypto.subtle) return say(form.dataset.insecure)
    setBusy(true)
    say('')
    try {
      const answer = await send()
      const { redirect, error: refusal } = await answer.json()
      if (answer.ok) return window.location.assign(redirect)
      say(refusal)
    } catch {
      say(form.dataset.unreachable)
    }
    setBusy(false)
    password.focus()
    password.select()
  })

  visibility.hidden = false
  visibility.addEventListener('click', () => {
    const shown = password.type === 'text'
    password.type = shown ? 'password' : 'text'
    visibility.textContent = shown ? visibility.dataset.show : visibility.dataset.hide
    visibility.setAttribute('aria-pressed', String(!shown))
    password.focus()
  })
})(window, document)
