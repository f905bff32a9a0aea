import type { Template } from './template.js'

const hello = (name: string): string => (name === '' ? 'Hello,' : `Hello ${name},`)
const bonjour = (name: string): string => (name === '' ? 'Bonjour,' : `Bonjour ${name},`)

/** What has to do with getting in: passwords, codes, addresses. */
export const LOGIN_TEMPLATES = {
  passphrase_reset: {
    en: v => ({
      subject: 'Choose a new password for your Cozy',
      blocks: [
        hello(v('PublicName')),
        'Somebody, most likely you, has asked for a new password for your Cozy.',
        { label: 'Choose a new password:', link: v('PassphraseResetLink') },
        'If it was not you, there is nothing to do: your password stays as it is.'
      ]
    }),
    fr: v => ({
      subject: 'Choisissez un nouveau mot de passe pour votre Cozy',
      blocks: [
        bonjour(v('PublicName')),
        'Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour votre Cozy.',
        { label: 'Choisir un nouveau mot de passe :', link: v('PassphraseResetLink') },
        'Si ce n’était pas vous, il n’y a rien à faire : votre mot de passe ne change pas.'
      ]
    })
  },
  passphrase_hint: {
    en: v => ({
      subject: 'The hint for your Cozy’s password',
      blocks: [
        hello(v('PublicName')),
        'This is the hint that you left for your password:',
        { quote: v('Hint') }
      ]
    }),
    fr: v => ({
      subject: 'L’indice de votre mot de passe Cozy',
      blocks: [
        bonjour(v('PublicName')),
        'Voici l’indice que vous avez laissé pour votre mot de passe :',
        { quote: v('Hint') }
      ]
    })
  },
  two_factor: {
    en: v => ({
      subject: 'Your code to log in',
      blocks: [
        'Type this code to log in to your Cozy:',
        { code: v('TwoFactorPasscode') },
        'It is good for a few minutes. Give it to nobody.'
      ]
    }),
    fr: v => ({
      subject: 'Votre code de connexion',
      blocks: [
        'Saisissez ce code pour vous connecter à votre Cozy :',
        { code: v('TwoFactorPasscode') },
        'Il est valable quelques minutes. Ne le donnez à personne.'
      ]
    })
  },
  two_factor_mail_confirmation: {
    en: v => ({
      subject: 'Confirm login in two steps',
      blocks: ['Type this code to turn on login in two steps:', { code: v('TwoFactorActivationPasscode') }]
    }),
    fr: v => ({
      subject: 'Confirmez la connexion en deux étapes',
      blocks: [
        'Saisissez ce code pour activer la connexion en deux étapes :',
        { code: v('TwoFactorActivationPasscode') }
      ]
    })
  },
  magic_link: {
    en: v => ({
      subject: 'Your link to log in',
      blocks: [{ label: 'Open this link to log in to your Cozy:', link: v('MagicLink') }]
    }),
    fr: v => ({
      subject: 'Votre lien de connexion',
      blocks: [{ label: 'Ouvrez ce lien pour vous connecter à votre Cozy :', link: v('MagicLink') }]
    })
  },
  confirm_flagship: {
    en: v => ({
      subject: 'Confirm the app',
      blocks: [hello(v('PublicName')), 'Type this code in the app to let it in:', { code: v('Code') }]
    }),
    fr: v => ({
      subject: 'Confirmez l’application',
      blocks: [
        bonjour(v('PublicName')),
        'Saisissez ce code dans l’application pour l’autoriser :',
        { code: v('Code') }
      ]
    })
  },
  update_email: {
    en: v => ({
      subject: 'Confirm your new address',
      blocks: [
        hello(v('PublicName')),
        'You have given your Cozy this e-mail address.',
        { label: 'Confirm that it is yours:', link: v('EmailUpdateLink') }
      ]
    }),
    fr: v => ({
      subject: 'Confirmez votre nouvelle adresse',
      blocks: [
        bonjour(v('PublicName')),
        'Vous avez donné cette adresse e-mail à votre Cozy.',
        { label: 'Confirmez que c’est bien la vôtre :', link: v('EmailUpdateLink') }
      ]
    })
  }
} as const satisfies Record<string, Template>
