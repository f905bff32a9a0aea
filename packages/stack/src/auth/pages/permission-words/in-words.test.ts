import { describe, expect, it } from '@jest/globals'
import type { Instance } from '../../../instances/api.js'
import { parseScope } from '../../../permissions/scope.js'
import { ENGLISH_DOCTYPES } from './english-doctypes.js'
import { FRENCH_DOCTYPES } from './french-doctypes.js'
import { permissionsInWords } from './in-words.js'

const english = { locale: 'en' } as Instance
const french = { locale: 'fr' } as Instance

const sentences = (scope: string, instance = english): string[] =>
  permissionsInWords(instance, parseScope(scope)).map(({ sentence }) => sentence)

describe('a permission in words', () => {
  it.each([
    ['io.cozy.contacts:GET', 'Read your contacts', 'Lire vos contacts'],
    ['io.cozy.contacts:GET,PUT,PATCH', 'Read and change your contacts', 'Lire et modifier vos contacts'],
    [
      'io.cozy.bills',
      'Read, add to, change and delete your bills',
      'Lire, compléter, modifier et supprimer vos factures'
    ],
    [
      'io.cozy.bank.operations.*:GET',
      'Read your bank transactions, and all that belongs to it',
      'Lire vos opérations bancaires, et tout ce qui s’y rattache'
    ],
    [
      'com.example.things:GET',
      'Read documents of the type com.example.things',
      'Lire les documents du type com.example.things'
    ],
    [
      'io.cozy.settings:GET:io.cozy.settings.disk-usage',
      'See how much of your disk space is used',
      'Voir combien d’espace disque est utilisé'
    ],
    ['io.cozy.jobs:POST:sendmail:worker', 'Send mails in your name', 'Envoyer des e-mails en votre nom'],
    [
      'io.cozy.triggers:POST:konnectors:worker',
      'Run connectors, which import data, also later and again and again',
      'Lancer des connecteurs, qui importent des données, aussi plus tard et de façon répétée'
    ],
    [
      'io.cozy.jobs:POST:thumbnail:worker',
      'Run jobs of the kind thumbnail',
      'Lancer des tâches du genre thumbnail'
    ],
    [
      'io.cozy.tags:OPTIONS',
      'Nothing that has an effect on your tags',
      'Rien qui ait un effet sur vos étiquettes'
    ],
    ['constructor:GET', 'Read documents of the type constructor', 'Lire les documents du type constructor']
  ])('says %s', (scope, inEnglish, inFrench) => {
    expect(sentences(scope)).toEqual([inEnglish])
    expect(sentences(scope, french)).toEqual([inFrench])
  })

  it('says which documents it is limited to, and how many more there are', () => {
    const [few, many, byField] = permissionsInWords(
      english,
      parseScope('io.cozy.bills:GET:a io.cozy.notes:GET:a,b,c,d,e,f,g io.cozy.tags:GET:x:name')
    )
    expect(few?.only).toEqual({ label: 'Only this one:', values: ['a'], more: '' })
    expect(many?.only).toEqual({
      label: 'Only these 7:',
      values: ['a', 'b', 'c', 'd', 'e'],
      more: 'and 2 more'
    })
    expect(byField?.only).toEqual({ label: 'Only where name is:', values: ['x'], more: '' })
  })

  it('names each thing once', () => {
    expect(sentences('io.cozy.tags:GET io.cozy.tags:GET io.cozy.bills:GET')).toHaveLength(2)
  })

  it('names the same doctypes in both languages', () => {
    expect(Object.keys(FRENCH_DOCTYPES)).toEqual(Object.keys(ENGLISH_DOCTYPES))
  })
})

describe('what is dangerous', () => {
  const dangers = (scope: string): (string | undefined)[] =>
    permissionsInWords(english, parseScope(scope)).map(({ danger }) => danger?.kind)

  it.each([
    ['io.cozy.files:GET', 'allFiles'],
    ['io.cozy.files.*', 'allFiles'],
    ['io.cozy.files:GET:io.cozy.files.root-dir', 'allFiles'],
    ['io.cozy.settings', 'settings'],
    ['io.cozy.settings:PUT', 'settings'],
    ['io.cozy.permissions:POST', 'others'],
    ['io.cozy.sharings', 'others'],
    ['io.cozy.accounts:GET', 'secrets'],
    ['com.bitwarden.ciphers:GET', 'secrets'],
    ['io.cozy.konnectors:POST', 'software'],
    ['com.bitwarden.ciphers.*', 'secrets'],
    ['io.cozy.files:GET:some-id', undefined],
    ['io.cozy.settings:GET', undefined],
    ['io.cozy.apps:GET', undefined],
    ['io.cozy.bank.*', undefined]
  ])('%s: %s', (scope, kind) => {
    expect(dangers(scope)).toEqual([kind])
  })

  it('comes first, and everything is the worst', () => {
    expect(sentences('io.cozy.tags:GET io.cozy.files:GET')).toEqual(['Read your files', 'Read your tags'])
    const [all] = permissionsInWords(english, [{ type: '*', verbs: [], selector: '', values: [] }])
    expect(all?.danger?.kind).toBe('everything')
  })
})
