import type { Account } from '../bank/documents.js'
import type { Fall } from './falls.js'

/** The attributes of `POST /notifications`. */
export interface Notification {
  /** As the manifest declares it. */
  category: string
  /** The sub-category: one per account. */
  category_id: string
  title: string
  message: string
  priority: 'high' | 'normal'
  preferred_channels: ('mobile' | 'mail')[]
  /** The stack itself drops a second one with the same state. */
  state: string
  data: { accountId: string; balance: number; limit: number }
}

const TEXTS = {
  en: {
    title: (name: string) => `${name}: low balance`,
    message: (name: string, balance: string, limit: string) =>
      `The balance of ${name} is ${balance}, under your limit of ${limit}.`
  },
  fr: {
    title: (name: string) => `${name} : solde bas`,
    message: (name: string, balance: string, limit: string) =>
      `Le solde de ${name} est de ${balance}, sous votre seuil de ${limit}.`
  }
}

/** Connectors write `EUR`, `€`, an object, or nothing; most banks that they know are French. */
const currencyOf = ({ currency }: Account): string =>
  typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? currency : 'EUR'

/** In the owner's language where it is French, else in English; `locale` is that of the Cozy (`fr`, `en`, …). */
export const lowBalance = ({ account, balance, limit }: Fall, locale: string | undefined): Notification => {
  const language = locale?.startsWith('fr') ? 'fr' : 'en'
  const money = new Intl.NumberFormat(language, { style: 'currency', currency: currencyOf(account) })
  const name = account.label ?? account.institutionLabel ?? account._id
  return {
    category: 'balanceLower',
    category_id: account._id,
    title: TEXTS[language].title(name),
    message: TEXTS[language].message(name, money.format(balance), money.format(limit)),
    priority: 'high',
    preferred_channels: ['mobile', 'mail'],
    state: `${balance}<${limit}`,
    data: { accountId: account._id, balance, limit }
  }
}
