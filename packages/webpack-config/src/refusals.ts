/** Why a module cannot be part of a job. */
export type RefusalReason = 'style' | 'browserPackage' | 'native' | 'browserGlobal'

const STYLES = /\.(css|scss|sass|less|styl|pcss)(\?.*)?$/
const BROWSER_PACKAGES = /^(react-dom|react-native|cozy-ui|cozy-ui-plus|cozy-bar|preact-dom)(\/|$)/
// Packages that look for a compiled file at run time, so that webpack sees no `.node` of theirs.
const NATIVE_LOADERS =
  /^(bindings|node-gyp-build|node-gyp-build-optional-packages|node-pre-gyp|@mapbox\/node-pre-gyp)$/

/** Globals that a browser has and Node 20 has not. */
export const BROWSER_GLOBALS = [
  'window',
  'self',
  'document',
  'location',
  'navigator',
  'alert',
  'localStorage',
  'sessionStorage',
  'XMLHttpRequest',
  'HTMLElement'
] as const

/** Why a request is refused before it is resolved; undefined if it isn't. */
export const refusalOf = (request: string): RefusalReason | undefined => {
  if (STYLES.test(request)) return 'style'
  if (BROWSER_PACKAGES.test(request)) return 'browserPackage'
  return /\.node(\?.*)?$/.test(request) || NATIVE_LOADERS.test(request) ? 'native' : undefined
}

/** What a person reads: who asks for what, why that cannot be, and what to do. */
export const refusalText = (reason: RefusalReason, where: string, what: string): string => {
  switch (reason) {
    case 'style':
      return `${where} imports the style sheet ${what}, which only a browser can use. Take the import out of what the job runs.`
    case 'browserPackage':
      return `${where} imports ${what}, which only runs in a browser. Move what the job needs to a module without it.`
    case 'native':
      return `${where} loads the native module ${what}; a stack runs one JavaScript file, on a machine that may be another than yours. Use a package in plain JavaScript or WebAssembly.`
    case 'browserGlobal':
      return `${where} uses \`${what}\`, which only a browser has. Move it to a module that the job does not import, or ask \`typeof ${what} !== 'undefined'\` before.`
  }
}
