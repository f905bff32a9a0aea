/**
 * A template that can't be read (`syntax`), or that asks for a value that there is not (`value`). The message is for the
 * log: it says where.
 */
export class TemplateError extends Error {
  readonly code: 'syntax' | 'value'

  constructor(code: 'syntax' | 'value', message: string) {
    super(message)
    this.name = 'TemplateError'
    this.code = code
  }
}
