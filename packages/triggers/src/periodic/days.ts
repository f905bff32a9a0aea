const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** Names that stand for several days, where no range may be. */
const GROUPS: Readonly<Record<string, readonly number[]>> = { weekday: [1, 2, 3, 4, 5], weekend: [0, 6] }

/** 0 for Sunday to 6, by the full name or its first three letters. */
function readWeekday(word: string): number | undefined {
  const day = WEEKDAYS.findIndex(name => word === name || word === name.slice(0, 3))
  return day === -1 ? undefined : day
}

function readDate(word: string): number | undefined {
  const day = /^[+-]?\d+$/.test(word) ? Number(word) : 0
  return day > 0 && day <= 31 ? day : undefined
}

/** `a` or `a-b`, of which `-` cuts at its first: undefined where one of them is no day. */
function readEnds(
  part: string,
  read: (word: string) => number | undefined
): [number, number | undefined] | undefined {
  const cut = part.indexOf('-')
  const from = read(cut === -1 ? part : part.slice(0, cut))
  if (from === undefined) return undefined
  if (cut === -1) return [from, undefined]
  const to = read(part.slice(cut + 1))
  return to === undefined ? undefined : [from, to]
}

function readParts(
  list: string,
  read: (part: string) => readonly number[] | undefined
): number[] | undefined {
  const days: number[] = []
  for (const part of list.split(',')) {
    const found = read(part)
    if (found === undefined) return undefined
    days.push(...found)
  }
  return days
}

const count = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** `mon,wed-fri`, `fri-mon`, `weekend`: days of the week in their order; undefined for anything else. */
export function readWeekdays(list: string): number[] | undefined {
  return readParts(list, part => {
    if (Object.hasOwn(GROUPS, part)) return GROUPS[part]
    const ends = readEnds(part, readWeekday)
    if (ends === undefined) return undefined
    const [from, to = -1] = ends
    if (to === -1) return [from]
    if (from === to) return undefined
    return count(from, to < from ? to + 7 : to).map(day => day % 7)
  })
}

/** `1,5-7`: days of the month, 1 to 31; undefined for anything else. */
export function readDates(list: string): number[] | undefined {
  return readParts(list, part => {
    const ends = readEnds(part, readDate)
    if (ends === undefined) return undefined
    const [from, to] = ends
    if (to === undefined) return [from]
    return from < to ? count(from, to) : undefined
  })
}
