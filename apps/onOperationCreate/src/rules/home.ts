import { CATEGORY } from '../bank/categories.js'
import { rule } from './rule.js'

/** Insurance, loans, energy, water, taxes and what a household runs on. */
export const HOME_RULES = [
  rule(CATEGORY.schoolInsurance, 'assurance scolaire, mae assurance'),
  rule(
    CATEGORY.vehicleInsurance,
    `assurance auto*, assurance vehicule, assurance moto, car insurance, admiral*, direct assurance, churchill motor, aviva
    motor, hastings direct, auto insurance, geico`
  ),
  rule(
    CATEGORY.homeInsurance,
    `assurance habitation, assurance logement, assurance maison, mrh, maif*, macif*, maaf*, matmut*, gmf, groupama, allianz*,
    axa*, generali*, luko, lovys, home insurance, direct line, aviva, pacifica, assurances, homeowners`
  ),
  rule(
    CATEGORY.realEstateLoan,
    'pret immo*, pret habitat, credit immo*, credit habitat, emprunt immo*, credit foncier, mortgage*, home loan, pret logement'
  ),
  rule(CATEGORY.vehicleLoan, 'pret auto*, credit auto*, car loan, auto loan, diac, psa banque, rci'),
  rule(CATEGORY.studentLoan, 'pret etudiant, student loan*, slc'),
  rule(
    CATEGORY.consumerLoan,
    `cofidis, cofinoga, cetelem, sofinco, oney, franfinance, carrefour banque, floa, younited, klarna, personal loan, pret
    conso*, credit conso*, credit renouvelable, pret personnel, remboursement pret, echeance pret, remb pret, loan repayment,
    pret`,
    'out'
  ),
  rule(
    CATEGORY.power,
    `edf*, e d f, engie*, gdf, gaz de france, grdf, enedis, total energies, totalenergies electricite, totalenergies gaz,
    direct energie, eni gas, eni, ekwateur, planete oui, ilek, vattenfall, octopus*, british gas, eon, e on, e on next,
    ovo energy, bulb, scottish power, scottishpower, edf energy, sse, npower, electricite, electricity, gaz, gas bill,
    mint energie, ohm energie, enercoop, cpcu, chauffage, butagaz, antargaz, fioul*`
  ),
  rule(
    CATEGORY.water,
    `veolia*, suez*, saur, eau de, eaux de, eau et assainissement, lyonnaise des eaux, regie des eaux, service des eaux,
    thames water, severn trent, united utilities, anglian water, yorkshire water, water`
  ),
  rule(
    CATEGORY.realEstateTax,
    `taxe fonciere*, taxes foncieres, taxe habitation, council tax, impot foncier, tax fonciere`
  ),
  rule(CATEGORY.socialTax, 'urssaf*, csg, prelevements sociaux, cotisations sociales, national insurance'),
  rule(
    CATEGORY.incomeTax,
    `impot*, dgfip*, direction generale des finances, tresor public, drfip*, ddfip*, finances publiques, hmrc*, prelevement a
    la source, income tax, irs, sip, taxe*`
  ),
  rule(CATEGORY.rentalIncome, 'loyer*, rent, location appartement', 'in'),
  rule(
    CATEGORY.rent,
    `loyer*, rent, quittance, foncia, nexity, citya, century immobilier, orpi, hlm, office public de l habitat, opac, bailleur,
    letting*, landlord`
  ),
  rule(
    CATEGORY.homeCharges,
    'syndic, copropriete, charges de copro*, charges copro*, service charge, ground rent'
  ),
  rule(
    CATEGORY.homeAssistance,
    `menage, femme de menage, aide menagere, aide a domicile, jardinier*, jardinage, cleaner, cleaning, housekeep*, cesu*,
    domicile services, o2 menage, shiva, wecasa, pressing*, laverie*, laundry, dry clean*`
  ),
  rule(
    CATEGORY.homeImprovement,
    `leroy merlin, castorama, brico*, mr bricolage, weldom, point p, plombier*, plomberie, electricien*, peintre, menuisier*,
    serrurier*, b q, wickes, screwfix, homebase, home depot, lowes, toolstation, travaux, jardiland, truffaut, gamm vert, garden
    centre`
  ),
  rule(
    CATEGORY.homeHardware,
    `ikea*, conforama*, alinea, maisons du monde, la foire fouille, gifi, habitat design, dunelm, wayfair, dfs,
    darty*, boulanger, electro depot, currys*, ao, argos, meuble*, furniture, ubaldi, cuisinella, mobalpa, zara home`
  )
]
