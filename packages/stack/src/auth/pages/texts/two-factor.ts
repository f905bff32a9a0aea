import type { Bilingual } from './language.js'

interface CodeTexts {
  title: string
  help: string
  code: string
  trust: string
  submit: string
  back: string
  flagshipTitle: string
  flagshipHelp: string
  flagshipWarning: string
  continueOn: string
}

export const CODE_TEXTS: Bilingual<CodeTexts> = {
  en: {
    title: 'One more step',
    help: 'A mail with a code of six digits is on its way to you. Please enter it here.',
    code: 'Code (6 digits)',
    trust: 'Do not ask for a code on this device again',
    submit: 'Log in',
    back: 'Back to the login',
    continueOn: 'Continue',
    flagshipTitle: 'A program that is not certified',
    flagshipHelp: 'A mail with a code of six digits is on its way to you. Enter it to go on.',
    flagshipWarning:
      'This program asks for everything: all your data, your passwords and your settings. Nobody has confirmed that it is the app of your Cozy. Only go on if you have started it yourself and trust it.'
  },
  fr: {
    title: 'Encore une étape',
    help: 'Un e-mail avec un code à six chiffres est en route vers vous. Saisissez-le ici.',
    code: 'Code (6 chiffres)',
    trust: 'Ne plus demander de code sur cet appareil',
    submit: 'Se connecter',
    back: 'Retour à la connexion',
    continueOn: 'Continuer',
    flagshipTitle: 'Un programme non certifié',
    flagshipHelp:
      'Un e-mail avec un code à six chiffres est en route vers vous. Saisissez-le pour continuer.',
    flagshipWarning:
      'Ce programme demande tout : toutes vos données, vos mots de passe et vos réglages. Personne n’a confirmé qu’il s’agit de l’application de votre Cozy. Ne continuez que si vous l’avez lancé vous-même et lui faites confiance.'
  }
}
