// Sends the password of a share to the stack; with the cookie that comes back the page opens.
;(function (window, document) {
  const form = document.getElementById('password-form')
  const error = document.getElementById('login-error')
  const submit = document.getElementById('password-submit')

  const say = text => {
    error.textContent = text
    error.hidden = text === ''
  }

  form.addEventListener('submit', async event => {
    event.preventDefault()
    submit.disabled = true
    say('')
    try {
      const answer = await fetch(form.action, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams(new FormData(form)),
        credentials: 'include'
      })
      if (answer.ok) return window.location.reload()
      say((await answer.json()).error)
    } catch {
      say(form.dataset.unreachable)
    }
    submit.disabled = false
  })
})(window, document)
