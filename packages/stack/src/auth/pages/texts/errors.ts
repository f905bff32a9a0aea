import type { Bilingual } from './language.js'

/**
 * What the real stack calls each error of its pages, and what that means to the person in front of it. A message that is
 * not in here is shown as it is.
 */
export const ERROR_TEXTS: Bilingual<Readonly<Record<string, string>>> = {
  en: {
    'Error No state parameter': 'The program that led you here has left out the state parameter.',
    'Error No client_id parameter': 'The program that led you here has not said who it is (client_id).',
    'Error No redirect_uri parameter':
      'The program that led you here has not said where to go on (redirect_uri).',
    'Error No scope parameter': 'The program that led you here has not said what it asks for (scope).',
    'Error No registered client':
      'Your Cozy does not know the program that led you here. It must register first.',
    'Error No sharing_id parameter': 'The link does not say which sharing it is for (sharing_id).',
    'Error Incorrect redirect_uri':
      'The program that led you here asks to go on to an address that it has not registered (redirect_uri).',
    'Error Invalid redirect_uri': 'The address to go on to cannot be read (redirect_uri).',
    'Error Invalid response type':
      'The program that led you here asks for a kind of answer that does not exist (response_type must be code).',
    'Error Invalid scope': 'What the program that led you here asks for cannot be read (scope).',
    'Error Invalid challenge code method':
      'The program that led you here protects its request in a way that is not known (code_challenge_method must be S256).',
    'Error No challenge code':
      'The program that led you here must protect its request (code_challenge), and does not.',
    'Error Must be authenticated': 'You must be logged in. Your session may have ended meanwhile.',
    'Error Invalid reset token': 'The link to choose a new password is incomplete, used or too old.',
    'Error Reset already requested':
      'A new password was asked for a moment ago. Please look at your mails, also among those that were put aside.',
    'Cannot find application on instance registries':
      'The app that the program belongs to is not in the registries of your Cozy.',
    'Cannot decode application manifest': 'What the registry says of the app cannot be read.',
    'Cannot marshal scope permissions': 'What the registry says of the app’s permissions cannot be read.'
  },
  fr: {
    'Error No state parameter': 'Le programme qui vous a amené ici a omis le paramètre state.',
    'Error No client_id parameter': 'Le programme qui vous a amené ici n’a pas dit qui il est (client_id).',
    'Error No redirect_uri parameter':
      'Le programme qui vous a amené ici n’a pas dit où aller ensuite (redirect_uri).',
    'Error No scope parameter': 'Le programme qui vous a amené ici n’a pas dit ce qu’il demande (scope).',
    'Error No registered client':
      'Votre Cozy ne connaît pas le programme qui vous a amené ici. Il doit d’abord s’enregistrer.',
    'Error No sharing_id parameter': 'Le lien ne dit pas de quel partage il s’agit (sharing_id).',
    'Error Incorrect redirect_uri':
      'Le programme qui vous a amené ici veut aller vers une adresse qu’il n’a pas enregistrée (redirect_uri).',
    'Error Invalid redirect_uri': 'L’adresse où aller ensuite est illisible (redirect_uri).',
    'Error Invalid response type':
      'Le programme qui vous a amené ici demande une réponse qui n’existe pas (response_type doit être code).',
    'Error Invalid scope': 'Ce que demande le programme qui vous a amené ici est illisible (scope).',
    'Error Invalid challenge code method':
      'Le programme qui vous a amené ici protège sa demande d’une façon inconnue (code_challenge_method doit être S256).',
    'Error No challenge code':
      'Le programme qui vous a amené ici doit protéger sa demande (code_challenge), et ne le fait pas.',
    'Error Must be authenticated': 'Vous devez être connecté. Votre session a peut-être pris fin.',
    'Error Invalid reset token':
      'Le lien pour choisir un nouveau mot de passe est incomplet, déjà utilisé ou trop ancien.',
    'Error Reset already requested':
      'Un nouveau mot de passe a été demandé à l’instant. Regardez vos messages, aussi parmi les indésirables.',
    'Cannot find application on instance registries':
      'L’application dont le programme fait partie n’est pas dans les registres de votre Cozy.',
    'Cannot decode application manifest': 'Ce que le registre dit de l’application est illisible.',
    'Cannot marshal scope permissions':
      'Ce que le registre dit des permissions de l’application est illisible.'
  }
}
