import type { DataKind } from './answers.js'

interface Described {
  /** In the menu. */
  name: string
  dataTypes: readonly string[]
  savesFiles: boolean
  /** By the name of its permission. */
  permissions: Readonly<Record<string, { type: string; verbs?: readonly string[]; en: string; fr: string }>>
  /** What comes after "Fetches your" and "Récupère vos". */
  en: string
  fr: string
  /** Names of what `src/read-*.ts` reads. */
  file: string
}

const FILES = {
  type: 'io.cozy.files',
  en: 'Save your files',
  fr: 'Enregistrer vos fichiers'
}

/** The kinds of data: one place for what the manifest, the menu and the sources say of them. */
export const DATA_KINDS: Readonly<Record<DataKind, Described>> = {
  bills: {
    name: 'Bills, each with its PDF',
    dataTypes: ['bill'],
    savesFiles: true,
    permissions: {
      bills: { type: 'io.cozy.bills', en: 'Save your bills', fr: 'Enregistrer vos factures' },
      files: FILES,
      operations: {
        type: 'io.cozy.bank.operations',
        verbs: ['GET', 'POST', 'PUT'],
        en: 'Find the bank operation of a bill',
        fr: "Trouver l'opération bancaire d'une facture"
      }
    },
    en: 'bills',
    fr: 'factures',
    file: 'read-bills'
  },
  documents: {
    name: 'Files: certificates, statements, photos',
    dataTypes: ['document'],
    savesFiles: true,
    permissions: { files: FILES },
    en: 'documents',
    fr: 'documents',
    file: 'read-documents'
  },
  identity: {
    name: 'Identity and contracts',
    dataTypes: ['profile', 'contract'],
    savesFiles: true,
    permissions: {
      identities: {
        type: 'io.cozy.identities',
        en: 'Save your name and address',
        fr: 'Enregistrer votre nom et votre adresse'
      },
      files: FILES
    },
    en: 'name, address and contracts',
    fr: 'coordonnées et contrats',
    file: 'read-profile'
  },
  operations: {
    name: 'Bank accounts and operations',
    dataTypes: ['bankAccounts', 'bankTransactions'],
    savesFiles: false,
    permissions: {
      bankAccounts: {
        type: 'io.cozy.bank.accounts',
        en: 'Save your bank accounts',
        fr: 'Enregistrer vos comptes bancaires'
      },
      operations: {
        type: 'io.cozy.bank.operations',
        en: 'Save your bank operations',
        fr: 'Enregistrer vos opérations bancaires'
      }
    },
    en: 'bank accounts and operations',
    fr: 'comptes et opérations bancaires',
    file: 'read-bank'
  }
}
