import { errors } from '../index.js'

const value = { ...errors }

export { value as 'module.exports', value as default }
