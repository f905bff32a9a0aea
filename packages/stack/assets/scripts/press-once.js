// One press of a button is one answer: a second one, before the first has led away, would ask for the same once more.

/** In ms. An address that another program opens leaves this page as it is; it must take another try. */
const PATIENCE = 5000

for (const form of document.forms) {
  const submit = form.querySelector('button[type=submit]')
  const label = submit.textContent

  const setBusy = busy => {
    submit.disabled = busy
    submit.textContent = busy ? form.dataset.working : label
  }

  form.addEventListener('submit', () => {
    setBusy(true)
    window.setTimeout(setBusy, PATIENCE, false)
  })
  window.addEventListener('pageshow', () => setBusy(false))
}
