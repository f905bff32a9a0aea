import { CATEGORY } from '../bank/categories.js'
import { rule } from './rule.js'

export const TRANSPORT_RULES = [
  // A meal by the same company is no ride.
  rule(CATEGORY.restaurantsAndBars, 'uber eats, ubereats*, uber eat'),
  rule(
    CATEGORY.taxi,
    'uber*, taxi*, g7, bolt, heetch, kapten, free now, freenow, lyft, vtc, le cab, cab, minicab, addison lee'
  ),
  rule(
    CATEGORY.vehicleRental,
    `hertz, avis, europcar, sixt, getaround, drivy, ouicar, rent a car, enterprise rent*, zipcar, communauto, citiz, ada location,
    location vehicule, location voiture`
  ),
  rule(
    CATEGORY.parkingAndToll,
    `peage*, autoroute*, aprr, area, asf, cofiroute, sanef, vinci autoroutes, escota, sapn, liber t, ulys, bip go, toll, dart
    charge, parking*, park, indigo, effia, q park, saemes, parcmetre, horodateur, paybyphone, easypark, ringgo, ncp, flowbird,
    stationnement*, congestion charge`
  ),
  rule(
    CATEGORY.publicTransportation,
    `ratp*, navigo*, comutitres, ile de france mobilites, idfm, transilien, tcl, tisseo, tbm, tan, star rennes, ilevia, tam,
    bibus, tfl*, transport for london, oyster, metro, tramway, bus, keolis, transdev, velib*, lime, tier, voi, dott, stib,
    mta, bvg, stagecoach, first bus, arriva`
  ),
  rule(
    CATEGORY.journey,
    `sncf*, oui sncf, ouigo*, tgv*, thalys, eurostar*, trainline*, renfe, deutsche bahn, db vertrieb, national rail, lner, gwr,
    avanti, northern rail, amtrak, flixbus, blablacar*, blablabus, national express, air france*, easyjet*, ryanair*, transavia*,
    vueling*, british airways, lufthansa, klm, volotea, wizz air, emirates, airlines, airways, corsica ferries, brittany
    ferries, p o ferries`
  ),
  rule(
    CATEGORY.vehicleGas,
    `total, totalenergies*, total access, station total, relais total, esso*, shell, bp, avia, agip, q8, dac, carburant*, essence,
    station service, petrol*, fuel, texaco, jet, elan, intermarche carburant, carrefour carburant, leclerc carburant, auchan
    carburant, super u carburant, station u, ionity, chargepoint, izivia, pod point`
  ),
  rule(
    CATEGORY.vehicleMaintenance,
    `garage*, norauto*, feu vert, midas, speedy, euromaster, point s, carglass, autosur, controle technique, oscaro, mister
    auto, renault, peugeot, citroen, kwik fit, halfords, mot, autobacs, roady, dekra, lavage auto, car wash, elephant bleu`
  )
]
