import type { Bilingual } from './language.js'

interface ConsentTexts {
  title: string
  asks(client: string, domain: string): string
  linked: string
  list: string
  selfDeclared: string
  kinds: Readonly<Record<string, string>>
  otherKind: string
  unnamed: string
  leadsTo(place: string): string
  policy: string
  terms: string
  newTab: string
  refusing(client: string): string
  takeBack: string
  allow: string
  refuse: string
  working: string
}

/** The arguments of the sentences are HTML already. */
export const CONSENT_TEXTS: Bilingual<ConsentTexts> = {
  en: {
    title: 'Allow access to your Cozy?',
    asks: (client, domain) => `${client} asks for access to ${domain}.`,
    linked: 'It says that it is this app, on another device:',
    list: 'With this access it can:',
    selfDeclared: 'Name, logo and addresses are what the program says of itself. Nobody has checked them.',
    kinds: {
      browser: 'Browser extension',
      cli: 'Command-line program',
      desktop: 'Program for a computer',
      mobile: 'Mobile app',
      sharing: 'Another Cozy',
      web: 'Website'
    },
    otherKind: 'Program',
    unnamed: 'A program without a name',
    leadsTo: place => `Whatever you choose, you go on to ${place}.`,
    policy: 'What it does with your data (privacy policy)',
    terms: 'Its terms of service',
    newTab: '(opens in a new tab)',
    refusing: client => `If you refuse, ${client} gets nothing, and nothing changes in your Cozy.`,
    takeBack: 'If you allow it, you can take it back at any time: it is one of your connected devices.',
    allow: 'Allow',
    refuse: 'Refuse',
    working: 'One moment…'
  },
  fr: {
    title: 'Autoriser l’accès à votre Cozy ?',
    asks: (client, domain) => `${client} demande l’accès à ${domain}.`,
    linked: 'Ce programme dit être cette application, sur un autre appareil :',
    list: 'Avec cet accès, il pourra :',
    selfDeclared:
      'Le nom, le logo et les adresses sont ce que le programme dit de lui-même. Personne ne les a vérifiés.',
    kinds: {
      browser: 'Extension de navigateur',
      cli: 'Programme en ligne de commande',
      desktop: 'Programme pour ordinateur',
      mobile: 'Application mobile',
      sharing: 'Un autre Cozy',
      web: 'Site web'
    },
    otherKind: 'Programme',
    unnamed: 'Un programme sans nom',
    leadsTo: place => `Quel que soit votre choix, vous irez ensuite vers ${place}.`,
    policy: 'Ce qu’il fait de vos données (politique de confidentialité)',
    terms: 'Ses conditions d’utilisation',
    newTab: '(s’ouvre dans un nouvel onglet)',
    refusing: client => `Si vous refusez, ${client} n’obtient rien et rien ne change dans votre Cozy.`,
    takeBack:
      'Si vous autorisez cet accès, vous pourrez le retirer à tout moment : il est parmi vos appareils connectés.',
    allow: 'Autoriser',
    refuse: 'Refuser',
    working: 'Un instant…'
  }
}
