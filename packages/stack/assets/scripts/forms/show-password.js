// Lets a person see what they type; the button is hidden where no script runs.
for (const button of document.querySelectorAll('button[data-show]')) {
  const field = document.getElementById(button.getAttribute('aria-controls'))
  button.hidden = false
  button.addEventListener('click', () => {
    const shown = field.type === 'text'
    field.type = shown ? 'password' : 'text'
    button.firstElementChild.textContent = shown ? button.dataset.show : button.dataset.hide
    field.focus()
  })
  // Sent as a password, so that no browser keeps it among the texts it proposes.
  field.form.addEventListener('submit', () => {
    if (field.type === 'text') button.click()
  })
}
