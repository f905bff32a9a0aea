import { languageOf, type Language } from './texts.js'

/** What an error is for the person who sees its page. */
interface ErrorWords {
  title: string
  message: string
}

const notFound: Record<Language, ErrorWords> = {
  en: { title: 'There is no such page', message: 'The address leads nowhere. It may have been typed wrong.' },
  fr: {
    title: 'Cette page n’existe pas',
    message: 'L’adresse ne mène nulle part. Elle contient peut-être une faute de frappe.'
  }
}

/** By the message that programs get; those of errors that a browser meets are here, others are shown as they are. */
const WORDS: Readonly<Record<string, Record<Language, ErrorWords>>> = {
  'Not Found': notFound,
  'Page not found': notFound,
  'Asset not found': notFound,
  'Instance not found': {
    en: {
      title: 'There is no Cozy at this address',
      message: 'The address may have been typed wrong, or the Cozy was moved or removed.'
    },
    fr: {
      title: 'Il n’y a pas de Cozy à cette adresse',
      message: 'L’adresse contient peut-être une faute de frappe, ou le Cozy a été déplacé ou supprimé.'
    }
  },
  'Application is not ready': {
    en: {
      title: 'The application is being installed',
      message: 'Please load this page again in a moment.'
    },
    fr: {
      title: 'L’application est en cours d’installation',
      message: 'Rechargez cette page dans un instant.'
    }
  },
  'You must be authenticated': {
    en: { title: 'You are not logged in', message: 'Log in to your Cozy to see this.' },
    fr: { title: 'Vous n’êtes pas connecté', message: 'Connectez-vous à votre Cozy pour voir cela.' }
  }
}

/** Undefined for an error that has no words of its own. */
export const wordsOfError = (message: string, locale: string): ErrorWords | undefined =>
  Object.hasOwn(WORDS, message) ? WORDS[message]?.[languageOf(locale)] : undefined
