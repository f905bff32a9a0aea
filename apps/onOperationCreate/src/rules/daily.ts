import { CATEGORY } from '../bank/categories.js'
import { rule } from './rule.js'

/** Shops, telecoms, children, services of every day. */
export const DAILY_RULES = [
  rule(
    CATEGORY.schoolRestaurant,
    'cantine*, restaurant scolaire, restauration scolaire, caisse des ecoles, school meals, parentpay, school lunch'
  ),
  rule(
    CATEGORY.childCare,
    'creche*, nourrice, assistante maternelle, pajemploi*, nounou, babysit*, baby sit*, nursery, childcare, garderie, halte garderie'
  ),
  rule(CATEGORY.kidsAllowance, 'argent de poche, pocket money', 'out'),
  rule(CATEGORY.pensionPaid, 'pension alimentaire, child support, alimony'),
  rule(
    CATEGORY.tuition,
    'frais de scolarite, scolarite, universite*, university, tuition, crous, ecole, college, lycee, school fees'
  ),
  rule(
    CATEGORY.telecom,
    `orange, sosh*, sfr*, red by sfr, bouygues tel*, bouyguestel*, b you, byou, free mobile, freemobile*, free telecom, free haut
    debit, freebox, free, la poste mobile, nrj mobile, coriolis, prixtel, lebara, lycamobile, telecom*, vodafone*, ee, o2, three, bt,
    british telecom, sky digital, sky uk, talktalk, virgin media, giffgaff, tesco mobile, plusnet, broadband, mobile, internet,
    verizon, comcast`
  ),
  rule(
    CATEGORY.supermarket,
    `carrefour*, auchan*, leclerc*, e leclerc, intermarche*, super u, hyper u, u express, systeme u, casino*, geant casino,
    franprix*, monoprix*, monop, lidl*, aldi*, picard*, cora, match, simply market, naturalia, biocoop*, bio c bon, la vie claire,
    grand frais, leader price, spar, vival, netto, dia, le petit casino, proxi, tesco*, sainsbury*, asda*, morrisons*, waitrose*,
    ocado*, co op, iceland, marks spencer, m s food, whole foods, trader joe*, walmart, costco, supermarche*, supermarket*,
    hypermarche*, epicerie*, grocer*, primeur*, fromager*, boucherie*, charcuterie*, poissonnerie*, butcher*, marche, nicolas,
    metro cash, houra, alimentation, g20, coccimarket, toogoodtogo, too good to go`
  ),
  rule(
    CATEGORY.tobaccoPress,
    `tabac*, bureau de tabac, presse, maison de la presse, relay, kiosque*, newsagent*, le monde, liberation, mediapart, le figaro, wh
    smith, whsmith, the guardian, fdj, francaise des jeux, pmu, loto`
  ),
  rule(
    CATEGORY.dressing,
    `zara*, hm, h m, mango, uniqlo*, primark*, kiabi*, celio*, jules, camaieu*, promod*, etam*, undiz, la redoute, laredoute*,
    asos*, zalando*, boohoo, shein*, petit bateau, jacadi, okaidi*, vertbaudet*, cyrillus, sergent major, du pareil, gap, levis, levi s,
    comptoir des cotonniers, sandro, maje, the kooples, bershka, pull bear, stradivarius, new look, next retail, topshop, river
    island, cos, arket, gemo, eram, andre, minelli, san marina, besson, courir, chaussure*, chausson, shoe*, clarks, dr martens,
    vetement*, clothing, galeries lafayette, printemps, le bon marche, john lewis, debenhams, tk maxx, vinted*, brice, c a`
  ),
  rule(
    CATEGORY.personalCare,
    `coiffeur*, coiffure*, salon de, franck provost, jean louis david, dessange, saint algue, tchip, hair*, barber*, barbier*, sephora*,
    marionnaud*, nocibe*, yves rocher, l occitane, body shop, institut de beaute, esthetic*, esthetique, beauty, spa, onglerie,
    nails, massage*, lush`
  ),
  rule(
    CATEGORY.pets,
    'veterinaire*, vet, veto, vets, animalerie*, maxi zoo, zooplus, pets at home, petsmart, toilettage, wanimo'
  ),
  rule(
    CATEGORY.charity,
    `don, dons, donation, unicef, medecins sans frontieres, croix rouge, red cross, secours populaire, secours catholique, restos du
    coeur, wwf, greenpeace, amnesty, emmaus, oxfam, save the children, charity, justgiving, telethon, fondation*`
  ),
  rule(
    CATEGORY.shoppingECommerce,
    `amazon*, amzn*, cdiscount*, ebay*, aliexpress, wish, veepee*, vente privee, venteprivee, showroomprive*, rakuten*, priceminister*,
    leboncoin, etsy*, temu, paypal*, rue du commerce, groupon*, privatesport, shopify, bazarchic, drive`
  ),
  rule(
    CATEGORY.post,
    'la poste, laposte, poste, colissimo, chronopost, mondial relay, royal mail, post office, dhl, ups, fedex, timbre*'
  ),
  rule(CATEGORY.legalCounsel, 'avocat*, notaire*, huissier*, solicitor*, lawyer*, commissaire de justice')
]
