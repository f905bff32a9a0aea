import type { Command } from '../../registry/command.js'

export const shellCommand: Command = {
  name: 'shell',
  topic: 'Write and try a job',
  summary: "Try a provider's site by hand: the konnector's http, the last page as $",
  details:
    'http, request, scrape and the other functions of a konnector are there, fields and parameters are those of konnector-dev-config.json. What http and request get is awaited; response and $ are the last answer and its page. .exit ends it. Lines are kept in ~/.config/cozy-jobs/shell-history, those without secrets.',
  positionals: [{ name: 'FILE', optional: true, describe: 'A page that was saved: it is $ at the start' }],
  options: {},
  examples: [
    ['cozy-jobs shell', "Then: http.get('https://example.org')"],
    ['cozy-jobs shell evidence/LOGIN_FAILED/page.html', 'With the page of a failure']
  ],
  load: () => import('./run.js')
}
