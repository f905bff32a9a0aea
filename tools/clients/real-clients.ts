/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- what npm has of types here describes less than apps use */
import { createRequire } from 'node:module'
import { installLoopbackNames } from '@cozy-jobs/env'

// A browser resolves `*.localhost` by itself, plain Node does not.
installLoopbackNames()

const require = createRequire(import.meta.url)

const cozyClient: any = require('cozy-client')

/** The client of apps, services and konnectors, as it comes from npm. */
export const CozyClient: any = cozyClient.default

/** Its queries: `Q('io.cozy.todos').where({ … })`. */
export const Q: any = cozyClient.Q

/** The client beneath it, that many konnectors use by itself. */
export const CozyStackClient: any = require('cozy-stack-client').default

/** The same for what is no app of the Cozy: desktop, mobile. */
export const OAuthClient: any = require('cozy-stack-client').OAuthClient
