import type { Bilingual } from './language.js'

interface PasswordTexts {
  forgotten: string
  confirmTitle: string
  confirmHelp: string
  confirm: string
  cancel: string
  resetTitle: string
  resetHelp: string
  resetSubmit: string
  hintHelp: string
  hintSubmit: string
  backToLogin: string
  back: string
  sentTitle: string
  sentHelp: string
  sentDetail: string
  hintSentHelp: string
  newTitle: string
  newPassword: string
  newHelp: string
  tooShort: string
  hintShow: string
  hint: string
  hintNote: string
  sameHint: string
  save: string
}

export const PASSWORD_TEXTS: Bilingual<PasswordTexts> = {
  en: {
    forgotten: 'I forgot my password',
    confirmTitle: 'Is it still you?',
    confirmHelp: 'Please enter your password once more before you go on.',
    confirm: 'Confirm',
    cancel: 'Cancel',
    resetTitle: 'Forgotten password',
    resetHelp:
      'Your Cozy sends you a mail with a link, by which you choose a new password. Until then your present password stays good.',
    resetSubmit: 'Send me the link',
    hintHelp: 'When you chose your password, you left a hint to yourself.',
    hintSubmit: 'Send me my hint',
    backToLogin: 'Back to the login',
    back: 'Back',
    sentTitle: 'Look at your mails',
    sentHelp: 'If all went well, a mail with a link is on its way to you. Open it to choose a new password.',
    sentDetail: 'Nothing there after some minutes? It may be among the mails that were put aside.',
    hintSentHelp: 'A mail with your hint is on its way to you.',
    newTitle: 'Choose a new password',
    newPassword: 'New password',
    newHelp: 'At least eight characters. Some words in a row are easy to remember and hard to guess.',
    tooShort: 'This password is too short: it needs at least eight characters.',
    hintShow: 'Leave a hint to yourself',
    hint: 'Hint (you may leave it out)',
    hintNote: 'It is mailed to you if you forget the password. It should help nobody else.',
    sameHint: 'The hint must not be the password itself.',
    save: 'Save'
  },
  fr: {
    forgotten: 'J’ai oublié mon mot de passe',
    confirmTitle: 'C’est toujours vous ?',
    confirmHelp: 'Saisissez encore une fois votre mot de passe avant de continuer.',
    confirm: 'Confirmer',
    cancel: 'Annuler',
    resetTitle: 'Mot de passe oublié',
    resetHelp:
      'Votre Cozy vous envoie un e-mail avec un lien, par lequel vous choisissez un nouveau mot de passe. D’ici là, le mot de passe actuel reste valable.',
    resetSubmit: 'M’envoyer le lien',
    hintHelp: 'En choisissant votre mot de passe, vous vous êtes laissé un indice.',
    hintSubmit: 'M’envoyer mon indice',
    backToLogin: 'Retour à la connexion',
    back: 'Retour',
    sentTitle: 'Regardez vos e-mails',
    sentHelp:
      'Si tout s’est bien passé, un e-mail avec un lien est en route vers vous. Ouvrez-le pour choisir un nouveau mot de passe.',
    sentDetail: 'Rien après quelques minutes ? Il est peut-être parmi les messages indésirables.',
    hintSentHelp: 'Un e-mail avec votre indice est en route vers vous.',
    newTitle: 'Choisissez un nouveau mot de passe',
    newPassword: 'Nouveau mot de passe',
    newHelp:
      'Au moins huit caractères. Quelques mots à la suite sont faciles à retenir et difficiles à deviner.',
    tooShort: 'Ce mot de passe est trop court : il faut au moins huit caractères.',
    hintShow: 'Se laisser un indice',
    hint: 'Indice (facultatif)',
    hintNote:
      'Il vous est envoyé par e-mail si vous oubliez le mot de passe. Il ne devrait aider personne d’autre.',
    sameHint: 'L’indice ne doit pas être le mot de passe lui-même.',
    save: 'Enregistrer'
  }
}
