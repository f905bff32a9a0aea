import { ERRORS } from '../../errors.js'
import { instanceUrl } from '../../http/instance-url.js'

/** The root of the Cozy that was typed, as a domain or an address. */
export const stackUrl = (typed: string): URL => {
  try {
    const url = instanceUrl(typed)
    if (url.hostname !== '' && url.username === '' && url.password === '') return url
  } catch {
    // Told as any other text that is no address.
  }
  throw ERRORS.notReadable(
    'find the Cozy',
    `"${typed}" is no address`,
    'Write for example https://camille.mycozy.cloud or cozy.localhost:8080.'
  )
}
