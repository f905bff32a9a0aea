import { escapeHtml } from '../../server/html.js'
import { shortened } from './client-card.js'
import { isolated } from './form-parts.js'
import type { PermissionInWords } from './permission-words/in-words.js'

const onlyOf = ({ only }: PermissionInWords): string => {
  if (!only) return ''
  const values = only.values.map(value => isolated(shortened(value), 'code')).join(', ')
  const more = only.more && ` ${escapeHtml(only.more)}`
  return `\n          <p class="only">${isolated(only.label, 'span')} ${values}${more}</p>`
}

const lineOf = (permission: PermissionInWords): string => {
  const { sentence, danger, reason } = permission
  const why = danger ? `\n          <p class="why">${escapeHtml(danger.why)}</p>` : ''
  const said = reason ? `\n          <p class="only">“${isolated(shortened(reason))}”</p>` : ''
  return `        <li${danger ? ' class="danger"' : ''}>
          ${isolated(sentence, 'span')}${why}${onlyOf(permission)}${said}
        </li>`
}

export const permissionList = (permissions: readonly PermissionInWords[]): string =>
  `      <ul class="permissions" role="list">\n${permissions.map(lineOf).join('\n')}\n      </ul>`
