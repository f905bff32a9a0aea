// Of GitHub's filter patterns: `*` stays within a level, `**` crosses levels, `?` and `+` repeat what is before them.
const pattern = text =>
  new RegExp(
    `^${text.replace(/\*\*|\*|[.^$(){}|\\]/g, found => ({ '**': '.*', '*': '[^/]*' })[found] ?? `\\${found}`)}$`
  )

/** The last pattern that matches decides; `!` takes out again. */
const passes = (patterns, name) =>
  patterns.reduce((taken, one) => {
    const negative = one.startsWith('!')
    return pattern(negative ? one.slice(1) : one).test(name) ? !negative : taken
  }, false)

const named = (filter = {}, kind, name) => {
  if (filter[kind]) return passes(filter[kind], name)
  if (filter[`${kind}-ignore`]) return !passes(filter[`${kind}-ignore`], name)
  return undefined
}

/**
 * Whether a workflow runs for an event.
 *
 * @param {object | string | string[]} on - as it stands in the workflow
 * @param {import('../repository/events.mjs').RepositoryEvent} event
 */
export const isTriggered = (on, event) => {
  const filters =
    typeof on === 'string' || Array.isArray(on) ? Object.fromEntries([on].flat().map(name => [name, {}])) : on
  if (!(event.name in filters)) return false
  const filter = filters[event.name] ?? {}
  if (event.name === 'pull_request') return named(filter, 'branches', event.base) ?? true
  const [, kind, name] = /^refs\/(heads|tags)\/(.*)$/.exec(event.ref)
  const one = named(filter, kind === 'heads' ? 'branches' : 'tags', name)
  // A filter of branches alone leaves tags out, and the other way round.
  const other = kind === 'heads' ? ['tags', 'tags-ignore'] : ['branches', 'branches-ignore']
  return one ?? !other.some(key => key in filter)
}
