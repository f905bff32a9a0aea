import { hostOf } from '../instances/addresses.js'
import type { Instance } from '../instances/api.js'
import { escapeHtml } from '../server/html.js'
import type { SafeHtml } from './template/expression.js'

/** The address of something that the stack serves to pages of apps, without a scheme as the real stack has it. */
export const assetUrl = (instance: Instance, path: string): string => `//${hostOf(instance)}/assets${path}`

const stylesheet = (instance: Instance, path: string): string =>
  `<link rel="stylesheet" type="text/css" href="${escapeHtml(assetUrl(instance, path))}">`

const script = (instance: Instance, path: string): string =>
  `<script src="${escapeHtml(assetUrl(instance, path))}"></script>`

/** The tags that pages ask the stack for, by their variables. */
export const TAGS: Readonly<Record<string, (instance: Instance) => SafeHtml>> = {
  CozyBar: instance => ({
    html: [
      '',
      stylesheet(instance, '/fonts/fonts.css'),
      stylesheet(instance, '/css/cozy-bar.min.css'),
      script(instance, '/js/cozy-bar.min.js')
    ].join('\n')
  }),
  CozyClientJS: instance => ({ html: script(instance, '/js/cozy-client.min.js') }),
  CozyFonts: instance => ({ html: stylesheet(instance, '/fonts/fonts.css') }),
  ThemeCSS: instance => ({ html: stylesheet(instance, '/styles/theme.css') }),
  Favicon: instance => ({
    html: `\n\t<link rel="icon" href="${escapeHtml(assetUrl(instance, '/icon.svg'))}" type="image/svg+xml" sizes="any">\n`
  })
}
