import { CATEGORY } from '../bank/categories.js'
import { rule } from './rule.js'

/** A refund stands beside the expense that it pays back, so both ways are health expenses. */
export const HEALTH_RULES = [
  rule(
    CATEGORY.healthExpenses,
    `cpam*, c p a m, ameli, assurance maladie, secu sociale, securite sociale, msa, camieg, compl sante,
    complementaire sante, mutuelle*, mgen*, harmonie*, malakoff*, alan, april sante, henner*, almerys,
    viamedis, aesio, macif sante, mgefi, mnh, bupa, axa ppp, vitality health, sante remboursement, remboursement sante,
    remboursement soins, remb soins, remboursement medecin, prestation sante`,
    'in'
  ),
  rule(
    CATEGORY.healthInsurance,
    `mutuelle*, mgen*, harmonie mutuelle, malakoff*, alan, april sante, henner*, aesio, macif sante, mgefi, mnh, compl sante,
    complementaire sante, assurance sante, sante cotisation, cotisation sante, bupa, axa ppp, vitality health, health
    insurance`,
    'out'
  ),
  rule(
    CATEGORY.healthExpenses,
    `docteur*, doctor, dr, medecin*, cabinet medical, cabinet dentaire, cabinet osteo*, cabinet kine*, cabinet cardio*,
    cabinet dermato*, cabinet radio*, cabinet infirmier*, centre medical, centre dentaire, centre de sante, maison de
    sante, pharmacie*, pharmacy, pharma, pharmacien*, parapharmacie*, chemist*, boots, superdrug, lloyds pharmacy, dentiste*,
    dental*, dentist*, orthodont*, opticien*, optique, optic*, optical, krys, afflelou, alain afflelou, atol, generale d
    optique, specsavers, vision express, kine, kines*, kinesi*, osteo*, physio*, orthophon*, psychologue*, psychiatre*,
    psychotherap*, podologue*, pedicure*, sage femme, infirmier*, infirmiere*, laboratoire*, labo, biologie*, bio analyses,
    cerballiance, biogroup, synlab, eurofins biologie, radiologie*, imagerie, irm, scanner, echographie, cardiolog*,
    dermato*, gyneco*, pediatr*, ophtalmo*, orl, urolog*, rhumato*, chirurg*, anesthes*, clinique*, clinic, hopital*,
    hospital*, chu, aphp, ap hp, urgences, ambulance*, doctolib, consultation, audioprothes*, audika, amplifon, therap*,
    homeopath*, sos medecins`
  )
]
