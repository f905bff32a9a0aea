import { CATEGORY } from '../bank/categories.js'
import { rule } from './rule.js'

/** What a bank itself does with an account: cash, fees, money from one pocket to the other. */
export const BANK_RULES = [
  rule(
    CATEGORY.atm,
    `retrait*, cash withdrawal, withdrawal*, atm, dab, gab, distributeur, cashpoint, cash machine, link cash, cash`,
    'out'
  ),
  rule(
    CATEGORY.bankFees,
    `frais*, cotisation carte, cotisation*, commission*, agios, tenue de compte, interets debiteurs, bank charge*, bank fee*, fee, fees,
    overdraft*, service fee, foreign transaction, esprit libre, jazz, convention compte, arrete de compte`,
    'out'
  ),
  rule(
    CATEGORY.creditCardPayment,
    'depenses carte, carte differe*, debit differe, credit card payment, amex*, american express, releve carte'
  ),
  rule(
    CATEGORY.savings,
    'epargne*, savings, assurance vie, pel, plan epargne, pea, versement epargne, isa, assurancevie, linxea, yomoni, nalo',
    'out'
  ),
  rule(
    CATEGORY.internalTransfer,
    `livret*, ldd, ldds, lep, cel, virement interne, vir interne, virement compte a compte, transfert*, transfer to, transfer from,
    internal transfer, own account, compte a compte, epargne*, savings`
  )
]
