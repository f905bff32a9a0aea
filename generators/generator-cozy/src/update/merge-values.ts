import { diff3Merge } from 'node-diff3'

/** Any value of JSON. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json }

/** Which of two changes of the same value is taken; the other one is asked for besides, to show both. */
export type Side = 'yours' | 'template'

/** A value that is not there. */
type Maybe = Json | undefined

type JsonObject = { [name: string]: Json }

const isObject = (value: Maybe): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const text = (value: Maybe): string | undefined => JSON.stringify(sorted(value))

const sorted = (value: Maybe): Maybe => {
  if (Array.isArray(value)) return value.map(item => sorted(item) as Json)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map(name => [name, sorted(value[name]) as Json])
  )
}

/** Whether two values are the same, in whatever order their names stand. */
export const sameValue = (one: Maybe, other: Maybe): boolean => text(one) === text(other)

const own = (object: JsonObject, name: string): Maybe =>
  Object.hasOwn(object, name) ? object[name] : undefined

/** Yours in its order; what is new of the template comes after the name that it follows there. */
const namesInOrder = (yours: JsonObject, template: JsonObject): string[] => {
  const names = Object.keys(yours)
  Object.keys(template).forEach((name, index, all) => {
    if (names.includes(name)) return
    const before = all.slice(0, index).findLast(each => names.includes(each))
    names.splice(before === undefined ? 0 : names.indexOf(before) + 1, 0, name)
  })
  return names
}

const mergeObjects = (base: JsonObject, yours: JsonObject, template: JsonObject, side: Side): JsonObject => {
  const merged: JsonObject = {}
  for (const name of namesInOrder(yours, template)) {
    const value = mergeValues(own(base, name), own(yours, name), own(template, name), side)
    // Not by assignment: a name may be `__proto__`.
    if (value !== undefined)
      Object.defineProperty(merged, name, { value, enumerable: true, writable: true, configurable: true })
  }
  return merged
}

/** Undefined where both have changed the same items. */
const mergeLists = (base: Json[], yours: Json[], template: Json[]): Json[] | undefined => {
  const texts = (list: Json[]) => list.map(item => text(item) ?? '')
  const regions = diff3Merge(texts(yours), texts(base), texts(template), { excludeFalseConflicts: true })
  if (regions.some(region => !region.ok)) return undefined
  return regions.flatMap(({ ok = [] }) => ok.map(item => JSON.parse(item) as Json))
}

/** Lists of texts are merged by item; any other list is one value, as `[0, 5]` is. */
const isTexts = (value: Maybe): value is string[] =>
  Array.isArray(value) && value.every(item => typeof item === 'string')

/** Merges two changes of a value by its names, however deep; what both have changed is that of `side`. */
export const mergeValues = (base: Maybe, yours: Maybe, template: Maybe, side: Side): Maybe => {
  if (sameValue(yours, template) || sameValue(base, template)) return yours
  if (sameValue(base, yours)) return template
  if (isObject(yours) && isObject(template))
    return mergeObjects(isObject(base) ? base : {}, yours, template, side)
  if (isTexts(base) && isTexts(yours) && isTexts(template)) {
    const merged = mergeLists(base, yours, template)
    if (merged) return merged
  }
  return side === 'yours' ? yours : template
}
