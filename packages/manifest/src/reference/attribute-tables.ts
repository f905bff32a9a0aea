import { flatten, type Attribute, type AttributeAt } from '../attributes/attribute.js'
import { inWords } from '../schema/words.js'

const code = (value: unknown): string => `\`${JSON.stringify(value).replaceAll('|', '\\|')}\``

const row = ({ path, shape, required, writtenByStack, description, ...rest }: AttributeAt): string => {
  const notes = [
    ...(required ? ['**required**'] : []),
    ...(writtenByStack ? ['written by the stack'] : []),
    ...(rest.default === undefined ? [] : [`default ${code(rest.default)}`])
  ]
  const type = inWords(shape.schema).replaceAll('|', '\\|')
  return `| \`${path}\` | ${type} | ${notes.join(', ')} | ${description} | ${code(rest.example)} | ${code(rest.refused)} |`
}

/** A table of attributes in Markdown, those within others included. */
export const attributeTable = (attributes: readonly Attribute[]): string =>
  [
    '| attribute | type | | meaning | example | refused |',
    '| --- | --- | --- | --- | --- | --- |',
    ...flatten(attributes).map(row)
  ].join('\n')
