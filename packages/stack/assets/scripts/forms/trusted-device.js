// What lets this browser do without a code. Browsers may refuse to keep anything: then a code is asked for again.

const NAME = 'trusted-device-token'

export const readTrust = () => {
  try {
    return window.localStorage.getItem(NAME) ?? ''
  } catch {
    return ''
  }
}

export const keepTrust = ({ two_factor_trusted_device_token: token }) => {
  if (typeof token !== 'string') return
  try {
    window.localStorage.setItem(NAME, token)
  } catch {
    // Asked again, then.
  }
}
