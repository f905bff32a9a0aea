/** What the pages say, in the languages of instances; English for all others. */
const ENGLISH = {
  welcome: 'Welcome!',
  enterPassword: 'Enter your password to access your Cozy',
  password: 'Password',
  show: 'Show',
  hide: 'Hide',
  remember: 'Remember me on this device',
  submit: 'Log in',
  working: 'One moment…',
  wrongPassword: 'The password you entered is incorrect, please try again.',
  tooManyAttempts: 'Too many wrong passwords. Please try again in an hour.',
  unreachable: 'The Cozy does not answer. Please try again.',
  needsScript: 'To log in, JavaScript must be enabled: your password never leaves your browser as it is.',
  protectedLink: 'This link is protected by a password',
  open: 'Open',
  errorTitle: 'Sorry, an unexpected error occurred.',
  goHome: 'Go to my Cozy',
  instancesHere: 'What this stack has',
  unknownApp: 'The application doesn’t exist',
  unknownAppMessage: 'There is no application at this address.',
  loggedIn: 'You are logged in',
  nothingOpens: 'The application that opens after the login is not installed here.',
  unsupportedApp: 'This application is not supported by your Cozy.',
  installedApps: 'What is installed',
  nothingInstalled: 'No application is installed yet.',
  termsUpdated:
    'To comply with the GDPR, Twake Workplace has updated its Terms of Services that have taken effect on May 25, 2018',
  invalidLink: 'This link is no longer valid. Ask for another in the settings of your Cozy.',
  goToSettings: 'Open the settings',
  useApp: 'Your Cozy on your phone',
  useAppMessage: 'With the app, your Cozy is at hand wherever you are.',
  installApp: 'Get the app',
  stayInBrowser: 'Go on in the browser'
}

type Texts = typeof ENGLISH

const FRENCH: Texts = {
  welcome: 'Bienvenue !',
  enterPassword: 'Saisissez votre mot de passe pour accéder à votre Cozy',
  password: 'Mot de passe',
  show: 'Afficher',
  hide: 'Masquer',
  remember: 'Se souvenir de moi sur cet appareil',
  submit: 'Se connecter',
  working: 'Un instant…',
  wrongPassword: 'Les identifiants que vous avez saisis sont incorrects, veuillez ré-essayer.',
  tooManyAttempts: 'Trop de mots de passe incorrects. Veuillez ré-essayer dans une heure.',
  unreachable: 'Le Cozy ne répond pas. Veuillez ré-essayer.',
  needsScript:
    'Pour se connecter, JavaScript doit être activé : votre mot de passe ne quitte jamais votre navigateur en clair.',
  protectedLink: 'Ce lien est protégé par un mot de passe',
  open: 'Ouvrir',
  errorTitle: 'Nous avons rencontré une erreur inattendue.',
  goHome: 'Aller à mon Cozy',
  instancesHere: 'Ce que ce serveur héberge',
  unknownApp: 'L’application n’existe pas',
  unknownAppMessage: 'Il n’y a aucune application à cette adresse.',
  loggedIn: 'Vous êtes connecté',
  nothingOpens: 'L’application qui s’ouvre après la connexion n’est pas installée ici.',
  unsupportedApp: 'Cette application n’est pas prise en charge par votre Cozy.',
  installedApps: 'Ce qui est installé',
  nothingInstalled: 'Aucune application n’est encore installée.',
  termsUpdated:
    "Dans le cadre du RGPD, Twake Workplace met à jour ses Conditions Générales d'Utilisation qui ont pris effet le 25 Mai 2018",
  invalidLink: 'Ce lien n’est plus valable. Demandez-en un autre dans les paramètres de votre Cozy.',
  goToSettings: 'Ouvrir les paramètres',
  useApp: 'Votre Cozy sur votre téléphone',
  useAppMessage: 'Avec l’application, votre Cozy vous suit partout.',
  installApp: 'Obtenir l’application',
  stayInBrowser: 'Continuer dans le navigateur'
}

export type Language = 'en' | 'fr'

/** The language that the pages of an instance are in. */
export const languageOf = (locale: string): Language => (locale === 'fr' ? 'fr' : 'en')

export const textsOf = (locale: string): Texts => (languageOf(locale) === 'fr' ? FRENCH : ENGLISH)
