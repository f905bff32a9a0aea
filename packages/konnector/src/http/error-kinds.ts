import type { ErrorCode } from '../errors/table.js'

/** One way in which a request fails. */
interface HttpFailure {
  /** How the run ends, where nobody catches it. */
  code: ErrorCode
  advice: string
  /** Whether another try may help. */
  passing: boolean
}

const NEXT_RUN = 'The next run tries again'

/** Every way in which a request to a provider fails. */
export const HTTP_FAILURES = {
  dns: { code: 'VENDOR_DOWN', advice: `Look at the address; ${lower(NEXT_RUN)}`, passing: true },
  connect: { code: 'VENDOR_DOWN', advice: NEXT_RUN, passing: true },
  tls: {
    code: 'VENDOR_DOWN',
    advice: "The site's certificate is not valid: wait until it is renewed",
    passing: false
  },
  timeout: { code: 'VENDOR_DOWN', advice: `${NEXT_RUN}; a longer "timeout" waits longer`, passing: true },
  unavailable: { code: 'VENDOR_DOWN', advice: NEXT_RUN, passing: true },
  'too-many-requests': { code: 'VENDOR_DOWN', advice: 'Ask less often: see "rateLimit"', passing: true },
  status: { code: 'UNKNOWN_ERROR', advice: 'Look at the address and at what is sent', passing: false },
  redirect: {
    code: 'VENDOR_DOWN',
    advice: 'Look where the site leads, and whether it wants cookies',
    passing: false
  },
  'not-json': {
    code: 'VENDOR_DOWN',
    advice: 'Look whether the session has ended or the site has changed',
    passing: false
  },
  'cut-short': { code: 'VENDOR_DOWN', advice: NEXT_RUN, passing: true },
  'cut-file': { code: 'BAD_DOWNLOADED_FILE', advice: NEXT_RUN, passing: true },
  'too-large': {
    code: 'UNKNOWN_ERROR',
    advice: 'Read it as a stream, or allow more by "max"',
    passing: false
  },
  'out-of-time': { code: 'TIMEOUT', advice: 'The next run goes on', passing: false },
  'invalid-request': { code: 'UNKNOWN_ERROR', advice: 'Correct the request', passing: false }
} as const satisfies Record<string, HttpFailure>

/** See {@link HTTP_FAILURES}. */
export type HttpErrorKind = keyof typeof HTTP_FAILURES

/** The kind of a status of 400 and more. */
export const kindOfStatus = (status: number): HttpErrorKind => {
  if (status === 429) return 'too-many-requests'
  return status >= 500 || status === 408 || status === 425 ? 'unavailable' : 'status'
}

const TLS = /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|EPROTO|HOSTNAME_MISMATCH)/

/** The kind of an error of fetch, by the code of its cause. */
export const kindOfNetworkError = (code: string | undefined): HttpErrorKind => {
  if (code === undefined) return 'connect'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'dns'
  if (code === 'ETIMEDOUT' || /^UND_ERR_.*TIMEOUT$/.test(code)) return 'timeout'
  if (code === 'UND_ERR_INVALID_ARG' || code === 'UND_ERR_NOT_SUPPORTED') return 'invalid-request'
  return TLS.test(code) ? 'tls' : 'connect'
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}
