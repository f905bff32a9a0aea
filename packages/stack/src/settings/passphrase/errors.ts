import { badRequest, invalidParameter, JsonApiError, notFound } from '../../server/http-error.js'

/** The refusals about passphrases, word for word the real stack's. */
export const PASSPHRASE_ERRORS = {
  missing: () => badRequest('Missing new passphrase'),
  wrong: () => badRequest('Invalid passphrase'),
  wrongOnCheck: () => new JsonApiError(403, 'Invalid passphrase'),
  wrongTwoFactor: () => badRequest('Invalid two-factor parameters'),
  noRegisterToken: () => badRequest('Empty register token'),
  wrongRegisterToken: () => badRequest('Invalid register token'),
  tooFewIterations: () => invalidParameter('KdfIterations', 'The KdfIterations number is too low'),
  tooManyIterations: () => invalidParameter('KdfIterations', 'The KdfIterations number is too high'),
  noForce: () =>
    badRequest(
      'Bitwarden extension has already been installed on this Cozy, cannot force update the passphrase.'
    ),
  noHint: () => notFound('No hint'),
  hintIsPassphrase: () => invalidParameter('hint', 'The hint cannot be the same as the password')
} as const
