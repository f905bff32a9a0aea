/**
 * The exports of cozy-konnector-libs 5, under their names, over this package: for a konnector that says
 * `require('cozy-konnector-libs')` and is built with `"cozyJobs": { "compat": true }`.
 *
 * @module
 */
import * as errors from '../errors/codes.js'
import { Document } from '../documents/document.js'
import { normalizeFilename } from '../folder/normalize-filename.js'
import { requestFactory } from '../request/request-factory.js'
import { BaseKonnector } from './base/base-konnector.js'
import { CookieKonnector } from './base/cookie-konnector.js'
import { cozyClient } from './cozy-client/cozy-client.js'
import {
  addData,
  categorize,
  createCategorizer,
  hydrateAndFilter,
  linkBankOperations,
  saveBills,
  saveFiles,
  saveIdentity,
  scrape,
  solveCaptcha,
  updateOrCreate,
  utils
} from './functions.js'
import { log } from './log.js'
import { manifest } from './manifest.js'
import { mkdirp } from './mkdirp.js'
import { createCozyPDFDocument, htmlToPDF } from './pdf.js'
import { retry } from './retry.js'
import { signin } from './signin.js'

const deprecated =
  <A extends unknown[], R>(call: (...given: A) => R, message: string) =>
  (...given: A): R => {
    log('warn', message)
    return call(...given)
  }

/** Errors are not sent anywhere: see docs/reference/cozy-konnector-libs.md. */
const wrapIfSentrySetUp = (_object: object, _method: string): void => {}

const libs = {
  BaseKonnector,
  CookieKonnector,
  cozyClient,
  errors: { ...errors },
  log,
  saveFiles,
  saveBills,
  saveIdentity,
  linkBankOperations,
  addData,
  hydrateAndFilter,
  htmlToPDF,
  createCozyPDFDocument,
  filterData: deprecated(
    hydrateAndFilter,
    'Use hydrateAndFilter now. filterData will be removed in cozy-konnector-libs@4'
  ),
  updateOrCreate,
  request: deprecated(
    requestFactory,
    'Use requestFactory instead of request. It will be removed in cozy-konnector-libs@4'
  ),
  requestFactory,
  retry,
  wrapIfSentrySetUp,
  Document,
  signin,
  submitForm: signin,
  scrape,
  mkdirp,
  normalizeFilename,
  utils,
  solveCaptcha,
  createCategorizer,
  categorize,
  manifest
}

// What `require` answers: an object, as it was.
export { libs as 'module.exports', libs as default }
export {
  addData,
  BaseKonnector,
  categorize,
  CookieKonnector,
  cozyClient,
  createCategorizer,
  createCozyPDFDocument,
  Document,
  errors,
  htmlToPDF,
  hydrateAndFilter,
  linkBankOperations,
  log,
  manifest,
  mkdirp,
  normalizeFilename,
  requestFactory,
  retry,
  saveBills,
  saveFiles,
  saveIdentity,
  scrape,
  signin,
  solveCaptcha,
  updateOrCreate,
  utils,
  wrapIfSentrySetUp
}
export const { filterData, request, submitForm } = libs
