/**
 * A JSON value in Erlang's external term format, as CouchDB has it in memory: an object is `{[{Name, Value}, …]}`, a text
 * is a binary. Byte for byte what `term_to_binary(Value, [{minor_version, 1}])` gives, without the version's byte.
 * https://www.erlang.org/doc/apps/erts/erl_ext_dist.html
 */
export const TAG = {
  float: 70,
  smallInteger: 97,
  integer: 98,
  atom: 100,
  tuple: 104,
  nil: 106,
  bytes: 107,
  list: 108,
  binary: 109,
  bigInteger: 110
} as const

/** Most that is kept for the next value. */
const KEPT = 1 << 20

/** From here JSON is written with an exponent, which CouchDB reads as a float. */
const FLOAT_FROM = 1e21

/** A list or an object on its way out. */
interface Open {
  items: unknown[]
  names?: string[]
  next: number
}

const isByte = (value: unknown): boolean =>
  typeof value === 'number' && value >= 0 && value < 256 && Number.isInteger(value)

/** Writes terms one after the other. Without recursion: JSON may be nested as deep as it likes. */
export class TermWriter {
  #bytes = Buffer.allocUnsafe(1 << 14)
  #end = 0

  /** Forgets what was written. */
  restart(): void {
    if (this.#bytes.length > KEPT) this.#bytes = Buffer.allocUnsafe(1 << 14)
    this.#end = 0
  }

  /** What was written; good until something else is. */
  written(): Buffer {
    return this.#bytes.subarray(0, this.#end)
  }

  byte(value: number): void {
    this.#reserve(1)
    this.#bytes[this.#end++] = value
  }

  /** Begins a list of `count` items; `byte(TAG.nil)` ends it. */
  list(count: number): void {
    this.byte(TAG.list)
    this.#count(count)
  }

  atom(name: string): void {
    this.byte(TAG.atom)
    this.byte(0)
    this.byte(name.length)
    for (let i = 0; i < name.length; i++) this.byte(name.charCodeAt(i))
  }

  binary(bytes: Buffer): void {
    this.byte(TAG.binary)
    this.#count(bytes.length)
    this.#reserve(bytes.length)
    this.#end += bytes.copy(this.#bytes, this.#end)
  }

  text(text: string): void {
    this.#reserve(5 + 3 * text.length)
    const bytes = this.#bytes
    const start = this.#end + 5
    let end = start
    // Short plain texts are most of JSON: a call for each would cost more than its characters.
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code > 127 || i === 40) {
        end += bytes.write(text.slice(i), end)
        break
      }
      bytes[end++] = code
    }
    bytes[this.#end] = TAG.binary
    bytes.writeUInt32BE(end - start, this.#end + 1)
    this.#end = end
  }

  number(value: number): void {
    if (isByte(value)) {
      this.byte(TAG.smallInteger)
      this.byte(value)
    } else if (!Number.isInteger(value) || Math.abs(value) >= FLOAT_FROM) {
      this.byte(TAG.float)
      this.#reserve(8)
      this.#end = this.#bytes.writeDoubleBE(value, this.#end)
    } else if (value === (value | 0)) {
      this.byte(TAG.integer)
      this.#reserve(4)
      this.#end = this.#bytes.writeInt32BE(value, this.#end)
    } else {
      this.#bigInteger(value)
    }
  }

  json(value: unknown): void {
    const open: Open[] = []
    this.#begin(value, open)
    for (let last = open.at(-1); last; last = open.at(-1)) {
      if (last.next === last.items.length) {
        this.byte(TAG.nil)
        open.pop()
        continue
      }
      const i = last.next++
      if (last.names) {
        this.byte(TAG.tuple)
        this.byte(2)
        this.text(last.names[i] as string)
      }
      this.#begin(last.items[i], open)
    }
  }

  #begin(value: unknown, open: Open[]): void {
    if (typeof value === 'string') return this.text(value)
    if (typeof value === 'number') return this.number(value)
    if (typeof value !== 'object' || value === null) return this.atom(String(value))
    if (Array.isArray(value)) return this.#beginList(value, open)
    this.byte(TAG.tuple)
    this.byte(1)
    const names = Object.keys(value)
    if (names.length === 0) return this.byte(TAG.nil)
    this.list(names.length)
    open.push({ items: Object.values(value), names, next: 0 })
  }

  #beginList(items: unknown[], open: Open[]): void {
    if (items.length === 0) return this.byte(TAG.nil)
    // Erlang takes a list of bytes for a text of its own.
    if (items.length < 65_536 && items.every(isByte)) {
      this.byte(TAG.bytes)
      this.byte(items.length >> 8)
      this.byte(items.length & 255)
      for (const item of items) this.byte(item as number)
      return
    }
    this.list(items.length)
    open.push({ items, next: 0 })
  }

  /** The digits that JSON shows are the number, not those of the binary fraction nearest to it. */
  #bigInteger(value: number): void {
    const digits: number[] = []
    for (let rest = BigInt(String(Math.abs(value))); rest > 0n; rest >>= 8n) digits.push(Number(rest & 255n))
    for (const byte of [TAG.bigInteger, digits.length, value < 0 ? 1 : 0, ...digits]) this.byte(byte)
  }

  #count(value: number): void {
    this.#reserve(4)
    this.#end = this.#bytes.writeUInt32BE(value, this.#end)
  }

  #reserve(count: number): void {
    if (this.#end + count <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(2 * (this.#end + count))
    this.#bytes.copy(larger, 0, 0, this.#end)
    this.#bytes = larger
  }
}
