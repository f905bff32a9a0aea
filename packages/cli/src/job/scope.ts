import type { JobManifest } from './job-manifest.js'

/**
 * The permissions of a manifest in one text, as a token asks for them: a job that is run by hand has those that it will
 * have when it is installed, and no more.
 */
export function scopeOf({ permissions = {} }: JobManifest, ...more: string[]): string {
  const rules = Object.values(permissions).map(({ type = '', verbs, values, selector }) => {
    const verbsText = verbs && verbs.length > 0 ? verbs.join(',') : 'ALL'
    if (selector) return [type, verbsText, (values ?? []).join(','), selector].join(':')
    if (values && values.length > 0) return [type, verbsText, values.join(',')].join(':')
    return verbsText === 'ALL' ? type : `${type}:${verbsText}`
  })
  return [...rules, ...more].filter(Boolean).join(' ')
}
