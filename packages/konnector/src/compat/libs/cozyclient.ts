import { cozyClient as value } from '../index.js'

export { value as 'module.exports', value as default }
