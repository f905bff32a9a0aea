import type { Cozy } from './cozy.js'
import type { ListedBill } from './parse-bills.js'
import type { Visit } from './provider.js'

/** Whose bills, and the id of the folder that they go to. */
export interface Destination {
  account: string
  folder: string
}

/** The same bill of the same account is the same document, however often it is fetched. */
const idOf = (account: string, { ref }: ListedBill): string => `hello-${account}-${ref}`

/** Saves each bill that the Cozy doesn't have, as a file and a document; how many there were to save. */
export const fetchBills = async (
  visit: Visit,
  cozy: Cozy,
  { account, folder }: Destination
): Promise<number> => {
  let saved = 0
  for (const bill of await visit.bills()) {
    const _id = idOf(account, bill)
    if (await cozy.hasBill(_id)) continue
    const { ref, date, amount } = bill
    const name = `${date}_hello_${amount.toFixed(2)}EUR_${ref}.pdf`
    const file = await cozy.saveFile({
      folder,
      name,
      mime: 'application/pdf',
      content: await visit.download(bill)
    })
    await cozy.saveBill({
      _id,
      type: 'other',
      vendor: 'hello',
      vendorRef: ref,
      date: `${date}T12:00:00.000Z`,
      amount,
      currency: 'EUR',
      invoice: `io.cozy.files:${file}`
    })
    saved++
  }
  return saved
}
