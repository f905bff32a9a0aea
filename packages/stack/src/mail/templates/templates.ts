import { LOGIN_TEMPLATES } from './login.js'
import { MOVE_TEMPLATES } from './move.js'
import { NOTICE_TEMPLATES } from './notices.js'
import { SHARING_TEMPLATES } from './sharing.js'

/** All mails that the stack itself writes, by the names that the real one gives them. */
export const TEMPLATES = {
  ...LOGIN_TEMPLATES,
  ...MOVE_TEMPLATES,
  ...NOTICE_TEMPLATES,
  ...SHARING_TEMPLATES
} as const

export type TemplateName = keyof typeof TEMPLATES
