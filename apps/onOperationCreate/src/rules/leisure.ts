import { CATEGORY } from '../bank/categories.js'
import { rule } from './rule.js'

/** Going out, travelling, hobbies, culture. */
export const LEISURE_RULES = [
  rule(
    CATEGORY.restaurantsAndBars,
    `restaurant*, resto*, brasserie*, bistro*, cafe, bar, pub, pizz*, sushi*, burger*, kebab*, creperie*, traiteur*, trattoria,
    osteria, tavern*, auberge*, grill, tapas, ramen, wok, kfc, mc donald*, mcdonald*, mcdo, mac do, quick, subway, five guys, nandos,
    pizza hut, domino s, dominos*, pret a manger, wagamama, greggs, starbucks*, costa, columbus cafe, flunch, buffalo grill,
    hippopotamus, courtepaille, leon, del arte, big fernand, deliveroo*, just eat, justeat*, frichti, doordash, grubhub,
    wetherspoon, o tacos, otacos`
  ),
  rule(
    CATEGORY.snacksAndWorkMeals,
    `boulanger, boulangerie*, patisserie*, bakery, paul, brioche doree, class croute, eric kayser, kayser, marie blachere, sodexo*,
    elior*, compass group, cantine entreprise, restaurant entreprise, selecta, sandwich*, snack*, exki, cojean`
  ),
  rule(
    CATEGORY.electronicsAndMultimedia,
    `apple bill, itunes*, apple store, google play, google storage, steam*, playstation*, nintendo*, xbox*, microsoft*, ldlc*,
    materiel net, micromania*, grosbill, top achat, back market, backmarket, adobe, dropbox, ovh*`
  ),
  rule(
    CATEGORY.booksMoviesMusic,
    `netflix*, spotify*, deezer*, disney plus, disneyplus*, canal*, prime video, amazon prime, audible, kindle, hbo, hulu, now tv,
    qobuz, tidal, librairie*, bookshop, waterstones, gibert*, decitre, cultura, fnac*, furet du nord, hmv, kobo, youtube premium,
    molotov, ocs, salto, bein`
  ),
  rule(
    CATEGORY.goingOutEntertainment,
    `cinema*, ugc*, gaumont*, pathe*, mk2*, cgr, megarama, kinepolis, odeon, vue, cineworld, everyman, theatre*, concert*, opera*,
    ticketmaster*, fnac spectacles, digitick, eventbrite, billetterie, parc asterix, disneyland*, bowling*, karaoke, escape game,
    laser game, zoo, aquarium, spectacle*, zenith, olympia, weezevent`
  ),
  rule(
    CATEGORY.goingOutCulture,
    'musee*, museum*, louvre, exposition*, galerie*, chateau de, monument*, national trust'
  ),
  rule(
    CATEGORY.travel,
    `hotel*, booking*, airbnb*, ibis, novotel, mercure, accor*, expedia*, hostel*, gite*, camping*, club med, pierre et vacances,
    center parcs, lastminute*, opodo, edreams, voyage*, odalys, belambra, abritel, premier inn, travelodge, hilton*, marriott,
    tui, jet2, agence de voyage`
  ),
  rule(
    CATEGORY.activityEquipments,
    `decathlon*, go sport, intersport*, foot locker, nike, adidas, sports direct, jd sports, au vieux campeur, snow
    leader, alltricks`
  ),
  rule(
    CATEGORY.activityFees,
    `fitness*, basic fit, basicfit, neoness, keepcool, orange bleue, salle de sport, gym, puregym, the gym, club de, piscine*,
    swimming, yoga, pilates, licence, federation francaise, association sportive, tennis, escalade, climbing`
  ),
  rule(
    CATEGORY.activityLessons,
    'conservatoire*, ecole de musique, cours de, lessons, auto ecole, driving school, acadomia'
  ),
  rule(
    CATEGORY.giftsOffered,
    'cadeau*, gift*, fleuriste*, interflora, aquarelle, monceau fleurs, florist*, bijou*, jewell*, smartbox, wonderbox'
  ),
  rule(
    CATEGORY.toysAndGifts,
    'jouet*, jouetclub, joueclub, la grande recre, king jouet, toys r us, toysrus, lego, smyths, oxybul'
  )
]
