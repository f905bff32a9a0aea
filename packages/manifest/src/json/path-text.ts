import type { Step } from './json-tree.js'

const PLAIN = /^[\w$-]+$/

/** A path as a person writes it: `services.daily.file`, `platforms[0].type`, `routes["/admin"].folder`. */
export const pathText = (path: readonly Step[]): string =>
  path
    .map(step => {
      if (typeof step === 'number') return `[${step}]`
      return PLAIN.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`
    })
    .join('')
    .replace(/^\./, '')
