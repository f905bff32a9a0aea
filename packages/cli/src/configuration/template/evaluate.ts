import { TokenError, tokensOf, type Token } from './tokens.js'

/** What a template may ask for: `.Env` and `.NumCPU`, as on the real stack. */
export interface TemplateData {
  env: Readonly<Record<string, string | undefined>>
  cpus: number
}

type Value = string | number | Data
/** `.Env` itself, which only `index` takes. */
class Data {
  readonly env: TemplateData['env']
  constructor(env: TemplateData['env']) {
    this.env = env
  }
}

/** Only the variables themselves: an environment has a prototype. */
const variable = (env: TemplateData['env'], name: string): string =>
  (Object.hasOwn(env, name) ? env[name] : undefined) ?? ''

const whole = (value: Value): number => {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^[-+]?\d+$/.test(value) ? Number(value) : 0
}

const divided = (by: Value): number => {
  const number = whole(by)
  if (number === 0) throw new TokenError('nothing can be divided by 0')
  return number
}

const isSet = (value: Value): boolean => value !== '' && value !== 0

// The numeric ones are the real stack's own, the rest is Go's.
const FUNCTIONS: Readonly<Record<string, (...values: Value[]) => Value>> = {
  add: (...values) => values.reduce<number>((sum, value) => sum + whole(value), 0),
  sub: (a = 0, b = 0) => whole(a) - whole(b),
  mul: (...values) => values.reduce<number>((product, value) => product * whole(value), 1),
  div: (a = 0, b = 0) => Math.trunc(whole(a) / divided(b)),
  mod: (a = 0, b = 0) => whole(a) % divided(b),
  or: (...values) => values.find(isSet) ?? values.at(-1) ?? '',
  and: (...values) => values.find(value => !isSet(value)) ?? values.at(-1) ?? '',
  print: (...values) => values.map(shown).join(''),
  index: (map = '', name = '') => {
    if (!(map instanceof Data)) throw new TokenError('index takes .Env and a name')
    return variable(map.env, shown(name))
  }
}

function shown(value: Value): string {
  if (value instanceof Data) throw new TokenError('.Env is no value: name one of it, such as .Env.HOME')
  return String(value)
}

const KNOWN = ['.Env.NAME', '.NumCPU', ...Object.keys(FUNCTIONS)].join(', ')

function fieldOf([first, second, ...more]: string[], { env, cpus }: TemplateData): Value {
  if (first === 'NumCPU' && second === undefined) return cpus
  if (first === 'Env' && more.length === 0)
    return second === undefined ? new Data(env) : variable(env, second)
  throw new TokenError(`nobody knows .${[first, second, ...more].join('.')}; it takes ${KNOWN}`)
}

/** What one action, the text between the braces, stands for. Throws `TokenError`. */
export function evaluate(action: string, data: TemplateData): string {
  const tokens = tokensOf(action)
  let next = 0

  const operand = (token: Token): Value => {
    if (token.kind === 'text' || token.kind === 'number') return token.value
    if (token.kind === 'field') return fieldOf(token.path, data)
    if (token.kind === '(') {
      const value = pipeline()
      if (tokens[next++]?.kind !== ')') throw new TokenError('a ) is missing')
      return value
    }
    if (token.kind === 'name' && Object.hasOwn(FUNCTIONS, token.value)) return call(token.value, [])
    const name = token.kind === 'name' ? token.value : token.kind
    throw new TokenError(`nobody knows ${JSON.stringify(name)}; it takes ${KNOWN}`)
  }

  const operands = (): Value[] => {
    const values: Value[] = []
    for (let token = tokens[next]; token && token.kind !== '|' && token.kind !== ')'; token = tokens[next]) {
      next++
      values.push(operand(token))
    }
    return values
  }

  const call = (name: string, last: Value[]): Value =>
    (FUNCTIONS[name] as (...values: Value[]) => Value)(...operands(), ...last)

  /** One command; what came down the pipe is its last argument. */
  const command = (piped: Value[]): Value => {
    const first = tokens[next++]
    if (!first) throw new TokenError('there is nothing between the braces')
    if (first.kind === 'name' && Object.hasOwn(FUNCTIONS, first.value)) return call(first.value, piped)
    const value = operand(first)
    if (piped.length > 0 || operands().length > 0) throw new TokenError('a value takes no arguments')
    return value
  }

  function pipeline(): Value {
    let value = command([])
    while (tokens[next]?.kind === '|') {
      next++
      value = command([value])
    }
    return value
  }

  const value = shown(pipeline())
  if (next < tokens.length) throw new TokenError('a ( is missing')
  return value
}
