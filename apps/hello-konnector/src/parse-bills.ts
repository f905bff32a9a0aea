/** A bill as the provider's page shows it. */
export interface ListedBill {
  /** The provider's own number of it. */
  ref: string
  /** `YYYY-MM-DD` */
  date: string
  /** In euros. */
  amount: number
  /** Path of its file on the provider's site. */
  path: string
}

const ROW = /<tr class="bill" data-ref="([^"]+)">(.*?)<\/tr>/gs

const cut = (row: string, pattern: RegExp, what: string): string => {
  const found = pattern.exec(row)?.[1]
  if (found === undefined) {
    throw new Error(`Failed to read a bill: its ${what} is not where it was. Look at the provider's page.`)
  }
  return found
}

/** The bills of the page; an error where a bill is not as it used to be, so that none is passed over in silence. */
export const parseBills = (html: string): ListedBill[] =>
  [...html.matchAll(ROW)].map(([, ref = '', row = '']) => ({
    ref,
    date: cut(row, /datetime="(\d{4}-\d{2}-\d{2})"/, 'date'),
    amount: Number(cut(row, /class="amount">(\d+(?:\.\d{2})?) €/, 'amount')),
    path: cut(row, /href="(\/[^"]+)"/, 'file')
  }))
