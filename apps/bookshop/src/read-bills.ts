import { KonnectorError, scrape, type BillEntry, type Http } from '@cozy-jobs/konnector'

/** A row of the shop's table, as `saveBills` takes it. */
export interface BookshopBill extends BillEntry {
  vendorRef: string
  date: Date
  amount: number
}

/** `1 024,50 €` */
const readAmount = (text: string): number => Number(text.replace(/[\s€]/g, '').replace(',', '.'))

/** The bills of a year, page by page. */
export const readBills = async (shop: Http, year: number): Promise<BookshopBill[]> => {
  const bills: BookshopBill[] = []
  let path: string | undefined = `/account/bills?year=${year}`
  while (path) {
    const page = await shop.get(path)
    const $ = await page.$()
    if ($('table.bills').length === 0) throw changed(page.url, 'there is no table of bills')
    for (const row of scrape($, ROW, 'tr.bill')) bills.push(toBill(row, page.url))
    path = $('a[rel=next]').attr('href')
  }
  return bills
}

const ROW = {
  vendorRef: '.ref',
  title: '.title',
  date: { sel: 'time', attr: 'datetime' },
  amount: { sel: '.amount', parse: readAmount },
  fileurl: { sel: 'a', attr: 'href' }
}

interface Row {
  vendorRef: string
  title: string
  date: string
  amount: number
  fileurl: string
}

const toBill = (row: unknown, pageUrl: string): BookshopBill => {
  const { vendorRef, title, date, amount, fileurl } = row as Row
  if (!vendorRef || !fileurl || !/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(amount))
    throw changed(pageUrl, 'a bill lacks its number, date, amount or file')
  return {
    vendor: 'La Poule aux livres',
    vendorRef,
    title,
    date: new Date(`${date}T12:00:00Z`),
    amount,
    currency: 'EUR',
    fileurl: new URL(fileurl, pageUrl).href,
    filename: `${date}_${title}_${amount.toFixed(2)}EUR_${vendorRef}.pdf`
  }
}

const changed = (url: string, why: string): KonnectorError =>
  new KonnectorError('UNKNOWN_ERROR', {
    message: `Failed to read ${url}: ${why}. Look whether the site has changed.`
  })
