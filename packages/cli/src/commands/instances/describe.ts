import type { Terminal } from '../../terminal/terminal.js'
import { fields } from '../../terminal/fields.js'
import type { InstanceAttributes } from './instance.js'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** What is set of an instance, a line each. */
export const describeInstance = (attributes: InstanceAttributes, terminal: Terminal): string =>
  fields(
    Object.entries(attributes)
      .filter(([, value]) => value !== '' && value !== null && value !== undefined)
      .map(([name, value]) => [name, textOf(value)]),
    terminal
  )
