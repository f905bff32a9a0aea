import { describe, expect, it } from '@jest/globals'
import { checkManifest } from '../check-manifest.js'
import { manifestWith } from '../testing/checked.js'
import { inWords } from '../schema/words.js'
import { MANIFEST_FILES, type ManifestKind } from '../types.js'
import type { AttributeAt } from './attribute.js'
import { everyAttribute } from './table.js'

const KINDS: readonly ManifestKind[] = ['webapp', 'konnector']
const ALL = KINDS.flatMap(kind =>
  everyAttribute(kind).map(attribute => ({ kind, attribute, path: attribute.path }))
)

const partsOf = (path: string): string[] => path.replaceAll('[]', '.[]').split('.')
const pathOf = (parts: readonly string[]): string => parts.join('.').replaceAll('.[]', '[]')

// An inner attribute is looked at alone: what its siblings must be stands around it.
const siblingsAt = (
  attributes: readonly AttributeAt[],
  parts: readonly string[]
): Record<string, unknown> => {
  const siblings = attributes.filter(({ path, required }) => {
    const above = partsOf(path).slice(0, -1)
    return required && above.length > 0 && pathOf(above) === pathOf(parts)
  })
  return Object.fromEntries(siblings.map(({ name, example }) => [name, example]))
}

const embed = (attributes: readonly AttributeAt[], path: string, value: unknown): unknown => {
  const parts = partsOf(path)
  return parts.reduceRight<unknown>((inner, part, depth) => {
    if (part === '[]') return [inner]
    return part === '*' ? { x: inner } : { ...siblingsAt(attributes, parts.slice(0, depth)), [part]: inner }
  }, value)
}

const problemsWith = (kind: ManifestKind, path: string, value: unknown) => {
  const extra = embed(everyAttribute(kind), path, value) as Record<string, unknown>
  return checkManifest({ text: JSON.stringify(manifestWith(extra, kind)), file: MANIFEST_FILES[kind], kind })
}

const concrete = (path: string): string => path.replaceAll('.*', '.x').replaceAll('[]', '[0]')

describe('the table of attributes', () => {
  it.each(ALL)('says of $kind $path its type and its meaning', ({ attribute }) => {
    expect(inWords(attribute.shape.schema)).toMatch(/\w/)
    expect(attribute.description).toMatch(/^[A-Z`].*\.$|…$/)
    expect(attribute.refused).toBeDefined()
  })

  it.each(ALL)('has an example of $kind $path that is refused', ({ kind, attribute, path }) => {
    const errors = problemsWith(kind, path, attribute.refused).filter(problem => problem.severity === 'error')
    expect(errors.map(problem => problem.path)).toEqual([expect.stringContaining(concrete(path))])
  })

  it.each(ALL)('has an example of $kind $path that is accepted', ({ kind, attribute, path }) => {
    const errors = problemsWith(kind, path, attribute.example).filter(problem => problem.severity === 'error')
    expect(errors).toEqual([])
  })

  it.each(ALL.filter(({ attribute }) => attribute.default !== undefined))(
    'has a default of $kind $path that is accepted',
    ({ kind, attribute, path }) => {
      expect(
        problemsWith(kind, path, attribute.default).filter(problem => problem.severity === 'error')
      ).toEqual([])
    }
  )

  it.each(KINDS)('names each attribute of a %s once', kind => {
    const paths = everyAttribute(kind).map(attribute => attribute.path)
    expect(paths).toEqual([...new Set(paths)])
  })
})
