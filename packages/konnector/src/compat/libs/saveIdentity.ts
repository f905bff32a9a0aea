import { formatIdentityContact, trimProperties } from '../../identity/contact.js'
import { saveIdentity } from '../functions.js'

const value = { saveIdentity, formatIdentityContact, trimProperties }

export { value as 'module.exports', value as default }
