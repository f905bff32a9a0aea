import { languageOf } from '../server/texts.js'

/** The real stack's words, and for pages ours. */
const TEXTS = {
  en: {
    title: 'Your Cozy has been blocked',
    contact: 'To know more, write to',
    login: 'The Twake was blocked because of too many login attempts',
    payment: 'The Twake requires a payment',
    unknown: 'The Twake is blocked for an unknown reason'
  },
  fr: {
    title: 'Votre Cozy a été bloqué',
    contact: 'Pour en savoir plus, écrivez à',
    login: 'Le Twake a été bloqué à cause de trop nombreux essais de connexion',
    payment: 'Le Twake nécessite un paiement',
    unknown: 'Le Twake a été bloqué pour une raison inconnue'
  }
} as const

export const blockedTexts = (locale: string): (typeof TEXTS)['en' | 'fr'] => TEXTS[languageOf(locale)]

/** The reasons that have a meaning; any other text is one that a person reads. */
export const LOGIN_FAILED = 'LOGIN_FAILED'
export const PAYMENT_FAILED = 'PAYMENT_FAILED'
export const MOVES: readonly string[] = ['IMPORTING', 'MOVING']
