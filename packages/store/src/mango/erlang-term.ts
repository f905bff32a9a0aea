/** How CouchDB shows a value in a message: as the Erlang term that it has made of it. */
type StringPrinter = (text: string) => string

const bytesOf = (text: string): number[] => [...Buffer.from(text)]

const asBytes: StringPrinter = text => `<<${bytesOf(text).join(',')}>>`

/** What Erlang takes for printable: Latin-1 without its control characters, byte by byte. */
const isPrintable = (byte: number): boolean =>
  (byte >= 32 && byte < 127) || byte >= 160 || (byte >= 8 && byte <= 13) || byte === 27

const ESCAPES: Record<string, string> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e'
}

const asText: StringPrinter = text =>
  bytesOf(text).every(isPrintable)
    ? `<<"${Array.from(text, character => ESCAPES[character] ?? character).join('')}">>`
    : asBytes(text)

/** Erlang has a fraction in every number with an exponent, and an exponent for what is under a thousandth. */
function printNumber(value: number): string {
  const text = value !== 0 && Math.abs(value) < 0.001 ? value.toExponential() : String(value)
  const [digits = '', exponent] = text.split('e')
  if (exponent === undefined) return digits
  return `${digits.includes('.') ? digits : `${digits}.0`}e${exponent.replace('+', '')}`
}

function print(value: unknown, string: StringPrinter): string {
  if (typeof value === 'string') return value === '' ? '<<>>' : string(value)
  if (typeof value === 'number') return printNumber(value)
  if (Array.isArray(value)) return `[${value.map(item => print(item, string)).join(',')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const members = Object.entries(value).map(
    ([name, item]) => `{${print(name, string)},${print(item, string)}}`
  )
  return `{[${members.join(',')}]}`
}

/** Erlang's `~w`: a string is its bytes. */
export const printTerm = (value: unknown): string => print(value, asBytes)

/** Erlang's `~p`: a string is readable where all its bytes are. */
export const printPretty = (value: unknown): string => print(value, asText)
