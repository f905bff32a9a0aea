import { requestFactory } from '../../request/request-factory.js'

/**
 * `require('request')`, where a konnector took it from what cozy-konnector-libs brought along and has not got it itself:
 * mostly for `request.jar()`.
 */
const value = requestFactory({
  json: false,
  followAllRedirects: false,
  simple: false,
  resolveWithFullResponse: true
})

export { value as 'module.exports', value as default }
