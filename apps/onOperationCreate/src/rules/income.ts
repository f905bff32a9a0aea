import { CATEGORY } from '../bank/categories.js'
import { rule } from './rule.js'

export const INCOME_RULES = [
  rule(
    CATEGORY.activityIncome,
    'salaire*, paie, paye, payslip*, payroll*, salary, wages, wage, traitement, remuneration, honoraires, prime annuelle, prime exceptionnelle, bonus',
    'in'
  ),
  rule(
    CATEGORY.retirement,
    'retraite*, carsat, cnav, agirc*, arrco, ircantec, cnracl, pension de, pension civile, pension militaire, state pension, pension credit, annuity',
    'in'
  ),
  rule(
    CATEGORY.replacementIncome,
    'pole emploi, france travail, assedic, indemnite*, ijss, chomage, unemployment, statutory sick pay, jobseeker*',
    'in'
  ),
  rule(
    CATEGORY.allocations,
    'caf, allocation*, prestations familiales, child benefit, universal credit, dwp, apl, rsa, prime activite',
    'in'
  ),
  rule(CATEGORY.interests, 'interet*, interest*', 'in'),
  rule(CATEGORY.dividends, 'dividende*, dividend*, coupon*', 'in')
]
