import { KonnectorError, scrape, type BillEntry, type Http } from '@cozy-jobs/konnector'

export const VENDOR = 'La Poule aux livres'

/** A row of the shop's table, as `saveBills` takes it. */
export interface BookshopBill extends BillEntry {
  vendorRef: string
}

/** The bills of a year, page by page. */
export const readBills = async (shop: Http, year: number): Promise<BookshopBill[]> => {
  const bills: BookshopBill[] = []
  let path: string | undefined = `/account/bills?year=${year}`
  while (path) {
    const page = await shop.get(path)
    const $ = await page.$()
    if ($('form#login').length > 0)
      throw new KonnectorError('VENDOR_DOWN', {
        message: 'Failed to read the bills: the session has ended meanwhile. The next run signs in again.'
      })
    if ($('table.bills').length === 0) throw changed(page.url, 'there is no table of bills')
    bills.push(...scrape($, ROW, 'tr.bill').map(row => toBill(row, page.url)))
    path = $('a[rel=next]').attr('href')
  }
  return bills
}

const ROW = {
  vendorRef: '.ref',
  title: '.title',
  date: { sel: 'time', attr: 'datetime' },
  // 1 024,50 €
  amount: { sel: '.amount', parse: (text: string) => Number(text.replace(/[\s€]/g, '').replace(',', '.')) },
  link: { sel: 'a', attr: 'href' }
}

type Row = Partial<Record<'vendorRef' | 'title' | 'date' | 'link', string | undefined>> & { amount?: number }

const toBill = ({ vendorRef, title, date, amount, link }: Row, pageUrl: string): BookshopBill => {
  if (!vendorRef || !link || !date || Number.isNaN(Date.parse(date)) || !amount)
    throw changed(pageUrl, 'a bill lacks its number, date, amount or file')
  return {
    vendor: VENDOR,
    vendorRef,
    title,
    date: new Date(date),
    amount,
    currency: 'EUR',
    fileurl: new URL(link, pageUrl).href,
    filename: `${date}_${title}_${amount.toFixed(2)}EUR_${vendorRef}.pdf`
  }
}

const changed = (url: string, why: string): KonnectorError =>
  new KonnectorError('UNKNOWN_ERROR', {
    message: `Failed to read ${url}: ${why}. Look whether the site has changed.`
  })
