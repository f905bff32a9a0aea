/** Bank jargon and calendar words: they say how or when money moved, never to whom. */
const NOISE = new Set(
  `achat achats carte cb card visa mastercard debit credit prlv prelevement prelevements prelevmnt sepa vir virement
  virements transfer transf inst instantane recu emis emise faveur paiement payment pos purchase contactless sans contact
  direct ddr dd so standing order bacs fpi fpo ref reference id no num numero mandat motif facture invoice eur euro euros
  gbp usd fr fra france com www http https sas sarl sa ltd limited plc inc llc monthly montly mensuel mensuelle
  subscription subs abonnement echeance du de des le la les l d au aux en et a the of and to from for par pour chez sur
  janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
  january february march april may june july august september october november december`.split(/\s+/)
)

/**
 * A label as lower-case words without accents; what holds three digits or more (dates, references, card numbers) is
 * left out. `H&M` is one word, `VEEPEE.FR` is `veepee`.
 */
export const wordsOf = (label: string): string[] =>
  label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\.(fr|com|net|org|eu|io|co\.uk|uk)\b/g, ' ')
    .replace(/(?<=\w)&(?=\w)/g, '')
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '' && !/\d.*\d.*\d/.test(word) && !/^\d+$/.test(word))

/** The words that tell one payee from another; all of them where the label is nothing but jargon. */
export const tellingWords = (label: string): string[] => {
  const words = wordsOf(label)
  const telling = words.filter(word => word.length > 1 && !NOISE.has(word))
  return telling.length > 0 ? telling : words
}
