import { text } from './shape.js'

/** A doctype: lower-case letters, digits, `_` and single dots (pkg of the real stack: model/permission/doctype.go). */
export const doctype = () =>
  text({ pattern: '^[a-z0-9_]+(\\.[a-z0-9_]+)*$', what: 'a doctype such as "io.cozy.bank.operations"' })

/** A doctype, or all the doctypes below one that has at least three parts. */
export const doctypes = () =>
  text({
    pattern: '^(\\*|[a-z0-9_]+(\\.[a-z0-9_]+)*|[a-z0-9_]+(\\.[a-z0-9_]+){2,}\\.\\*)$',
    what: 'a doctype such as "io.cozy.bank.operations", or "io.cozy.bank.*" for all below "io.cozy.bank"'
  })

/** A language tag. */
export const language = () =>
  text({ pattern: '^[a-z]{2,3}([-_][A-Za-z0-9]+)*$', what: 'a language tag such as "en"' })

/** A path in the build. */
export const path = () => text({ pattern: '^[^\\\\]+$', what: 'a path in the build, with forward slashes' })

/** An address of a page; a bare host is usual in manifests. */
export const url = () => text({ pattern: '^\\S*$', what: 'an address such as "https://cozy.io"' })

/** A path on the app's own domain. */
export const appPath = () => text({ pattern: '^/', what: 'a path that starts with a slash' })
