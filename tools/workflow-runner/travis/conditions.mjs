// https://docs.travis-ci.com/user/conditions-v1: OR binds weaker than AND, AND weaker than NOT.
const TOKEN = /\s*(\(|\)|,|!=|=~|!~|==?|"[^"]*"|'[^']*'|\/[^/]*\/|[^\s(),=!~]+)/y

const tokenize = text => {
  const tokens = []
  TOKEN.lastIndex = 0
  const end = text.trimEnd().length
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex
    const found = TOKEN.exec(text)
    if (!found)
      throw new Error(`Failed to read the condition "${text}": what stands at ${at + 1} is unknown.`)
    tokens.push(found[1])
  }
  return tokens
}

const unquoted = text => text.replace(/^(["'/])([\s\S]*)\1$/, '$2')

class Reader {
  constructor(text, known) {
    this.text = text
    this.known = known
    this.tokens = tokenize(text)
  }

  is(word) {
    if (this.tokens[0]?.toUpperCase() !== word) return false
    this.tokens.shift()
    return true
  }

  take() {
    if (this.tokens.length === 0)
      throw new Error(`Failed to read the condition "${this.text}": it ends too soon.`)
    return this.tokens.shift()
  }

  any() {
    let holds = this.all()
    while (this.is('OR') || this.is('||')) holds = this.all() || holds
    return holds
  }

  all() {
    let holds = this.one()
    while (this.is('AND') || this.is('&&')) holds = this.one() && holds
    return holds
  }

  one() {
    if (this.is('NOT')) return !this.one()
    if (!this.is('(')) return this.comparison()
    const holds = this.any()
    if (!this.is(')')) throw new Error(`Failed to read the condition "${this.text}": a ")" is missing.`)
    return holds
  }

  comparison() {
    const name = this.take()
    if (!(name in this.known))
      throw new Error(`Failed to read the condition "${this.text}": "${name}" is unknown.`)
    const value = String(this.known[name] ?? '')
    if (this.is('IS')) {
      const not = this.is('NOT')
      const present = this.take().toLowerCase() === 'present'
      return (value !== '') === present ? !not : not
    }
    if (this.is('IN')) return this.list().includes(value)
    const operator = this.take()
    const other = unquoted(this.take())
    if (operator === '=' || operator === '==') return value === other
    if (operator === '!=') return value !== other
    if (operator === '=~') return new RegExp(other).test(value)
    if (operator === '!~') return !new RegExp(other).test(value)
    throw new Error(`Failed to read the condition "${this.text}": "${operator}" compares nothing.`)
  }

  list() {
    const values = []
    if (!this.is('(')) throw new Error(`Failed to read the condition "${this.text}": a "(" is missing.`)
    do values.push(unquoted(this.take()))
    while (this.is(','))
    this.is(')')
    return values
  }
}

/**
 * Whether a condition of `.travis.yml` holds.
 *
 * @param {string | undefined} condition - none always holds
 * @param {Record<string, string | undefined>} known - `type`, `branch`, `tag` …
 */
export const conditionHolds = (condition, known) => {
  if (condition === undefined) return true
  const reader = new Reader(condition, known)
  const holds = reader.any()
  if (reader.tokens.length > 0)
    throw new Error(`Failed to read the condition "${condition}": "${reader.tokens[0]}" is too much.`)
  return holds
}
