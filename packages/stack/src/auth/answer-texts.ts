import { languageOf } from '../server/texts.js'
import type { Instance } from '../instances/api.js'

/** The real stack's words in answers that are no pages. */
const TEXTS = {
  en: {
    notReady: 'Your Cozy is not ready yet',
    needsOnboarding: 'The mail that you got when it was made leads you to it.',
    invalidCode: 'Invalid code',
    wrongPasscode: 'The passcode you entered is incorrect, please try again.',
    tooManyPasscodes: 'You entered too many bad passcodes. A new one was sent, check your emails.'
  },
  fr: {
    notReady: 'Votre Cozy n’est pas encore prêt',
    needsOnboarding: 'Le message reçu à sa création vous y mène.',
    invalidCode: 'Code invalide',
    wrongPasscode: "Le code que vous avez entré n'est pas correct, merci de réessayer.",
    tooManyPasscodes:
      'Vous avez entré trop de mauvais mots de passe. Un nouveau vous a été envoyé, regardez vos emails.'
  }
} as const

export const answerTexts = ({ locale }: Instance): (typeof TEXTS)['en' | 'fr'] => TEXTS[languageOf(locale)]
