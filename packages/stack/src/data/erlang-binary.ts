const header = (tag: number, size: number): Buffer => {
  const bytes = Buffer.alloc(5)
  bytes[0] = tag
  bytes.writeUInt32BE(size, 1)
  return bytes
}

const TAGS = {
  float: 70,
  small: 97,
  integer: 98,
  atom: 100,
  tuple: 104,
  nil: 106,
  list: 108,
  binary: 109,
  big: 110
}

const binary = (text: string): Buffer => {
  const bytes = Buffer.from(text)
  return Buffer.concat([header(TAGS.binary, bytes.length), bytes])
}

const tuple = (...items: Buffer[]): Buffer =>
  Buffer.concat([Buffer.from([TAGS.tuple, items.length]), ...items])

const list = (items: Buffer[]): Buffer =>
  items.length === 0
    ? Buffer.from([TAGS.nil])
    : Buffer.concat([header(TAGS.list, items.length), ...items, Buffer.from([TAGS.nil])])

const atom = (name: string): Buffer =>
  Buffer.concat([Buffer.from([TAGS.atom, 0, name.length]), Buffer.from(name)])

/** Digits to the base 256, the lowest first. */
const big = (value: number): Buffer => {
  const digits: number[] = []
  for (let rest = BigInt(Math.abs(value)); rest > 0n; rest /= 256n) digits.push(Number(rest % 256n))
  return Buffer.from([TAGS.big, digits.length, value < 0 ? 1 : 0, ...digits])
}

const number = (value: number): Buffer => {
  if (Number.isSafeInteger(value)) {
    if (value >= 0 && value < 256) return Buffer.from([TAGS.small, value])
    if (value !== (value | 0)) return big(value)
    const bytes = header(TAGS.integer, 0)
    bytes.writeInt32BE(value, 1)
    return bytes
  }
  const bytes = Buffer.alloc(9)
  bytes[0] = TAGS.float
  bytes.writeDoubleBE(value, 1)
  return bytes
}

const encode = (value: unknown): Buffer => {
  if (typeof value === 'string') return binary(value)
  if (typeof value === 'number') return number(value)
  if (Array.isArray(value)) return list(value.map(encode))
  if (typeof value !== 'object' || value === null) return atom(String(value))
  return tuple(list(Object.entries(value).map(([name, item]) => tuple(binary(name), encode(item)))))
}

/** Erlang's external form of a tuple of JSON values, each as CouchDB keeps it: an object is a list of pairs. */
export const tupleToBinary = (values: readonly unknown[]): Buffer =>
  Buffer.concat([Buffer.from([131]), tuple(...values.map(encode))])
