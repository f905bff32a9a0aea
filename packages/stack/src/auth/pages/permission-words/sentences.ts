import type { Bilingual } from '../texts/language.js'
import { ENGLISH_DOCTYPES } from './english-doctypes.js'
import { FRENCH_DOCTYPES } from './french-doctypes.js'

/** Why a permission needs a second look. */
export type Danger = 'everything' | 'allFiles' | 'settings' | 'others' | 'secrets' | 'software'

/** The words that sentences on permissions are made of. */
export interface PermissionWords {
  doctypes: Readonly<Record<string, string>>
  /** A doctype that has no name here. */
  unknown(type: string): string
  verbs: Readonly<Record<'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', string>>
  /** Before the last of several verbs. */
  and: string
  /** Of verbs that no request has. */
  nothing(what: string): string
  everything: string
  related(sentence: string): string
  diskUsage: string
  workers: Readonly<Record<'konnector' | 'log' | 'sendmail', string>>
  worker(name: string): string
  planned(sentence: string): string
  onlyOne: string
  onlySome(count: number): string
  onlyWhere(field: string): string
  more(count: number): string
  dangers: Readonly<Record<Danger, string>>
}

export const PERMISSION_WORDS: Bilingual<PermissionWords> = {
  en: {
    doctypes: ENGLISH_DOCTYPES,
    unknown: type => `documents of the type ${type}`,
    verbs: { GET: 'read', POST: 'add to', PUT: 'change', PATCH: 'change', DELETE: 'delete' },
    and: 'and',
    nothing: what => `Nothing that has an effect on ${what}`,
    everything: 'Everything: all your data, your passwords, your settings and your apps',
    related: sentence => `${sentence}, and all that belongs to it`,
    diskUsage: 'See how much of your disk space is used',
    workers: {
      konnector: 'Run connectors, which import data',
      log: 'Write to the logs of your Cozy',
      sendmail: 'Send mails in your name'
    },
    worker: name => `Run jobs of the kind ${name}`,
    planned: sentence => `${sentence}, also later and again and again`,
    onlyOne: 'Only this one:',
    onlySome: count => `Only these ${count}:`,
    onlyWhere: field => `Only where ${field} is:`,
    more: count => `and ${count} more`,
    dangers: {
      everything: 'Only the app of your Cozy itself should get that.',
      allFiles: 'That is every file, whichever app it came from.',
      settings: 'Who changes these can change your address, your language, your plan.',
      others: 'Who has this can give access to others.',
      secrets: 'There are passwords in it.',
      software: 'Who has this can install and remove software.'
    }
  },
  fr: {
    doctypes: FRENCH_DOCTYPES,
    unknown: type => `les documents du type ${type}`,
    verbs: { GET: 'lire', POST: 'compléter', PUT: 'modifier', PATCH: 'modifier', DELETE: 'supprimer' },
    and: 'et',
    nothing: what => `Rien qui ait un effet sur ${what}`,
    everything: 'Tout : toutes vos données, vos mots de passe, vos réglages et vos applications',
    related: sentence => `${sentence}, et tout ce qui s’y rattache`,
    diskUsage: 'Voir combien d’espace disque est utilisé',
    workers: {
      konnector: 'Lancer des connecteurs, qui importent des données',
      log: 'Écrire dans les journaux de votre Cozy',
      sendmail: 'Envoyer des e-mails en votre nom'
    },
    worker: name => `Lancer des tâches du genre ${name}`,
    planned: sentence => `${sentence}, aussi plus tard et de façon répétée`,
    onlyOne: 'Uniquement celui-ci :',
    onlySome: count => `Uniquement ces ${count}-ci :`,
    onlyWhere: field => `Uniquement si ${field} vaut :`,
    more: count => `et ${count} de plus`,
    dangers: {
      everything: 'Seule l’application de votre Cozy elle-même devrait l’obtenir.',
      allFiles: 'Cela veut dire chaque fichier, quelle que soit l’application dont il vient.',
      settings: 'Qui les modifie peut changer votre adresse, votre langue, votre offre.',
      others: 'Qui a cela peut donner accès à d’autres.',
      secrets: 'Cela contient des mots de passe.',
      software: 'Qui a cela peut installer et retirer des logiciels.'
    }
  }
}
