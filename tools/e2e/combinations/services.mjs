const TODOS = ['io.cozy.todos']

/**
 * Services: what the generator is told, and what must come of it. `does` is the name of the module that is made for what
 * the service may do.
 */
export const SERVICES = [
  { name: 'on-created', trigger: '@event io.cozy.todos:CREATED', doctypes: TODOS, does: 'mark' },
  { name: 'on-deleted', trigger: '@event io.cozy.todos:DELETED', doctypes: TODOS, does: 'in-words' },
  {
    name: 'on-any-change',
    trigger: '@event io.cozy.contacts',
    doctypes: ['io.cozy.contacts'],
    does: 'in-words'
  },
  {
    name: 'on-some-files',
    trigger: '@event io.cozy.files:CREATED:image/jpeg:mime',
    doctypes: ['io.cozy.files'],
    does: 'in-words'
  },
  {
    name: 'on-two-doctypes',
    trigger: '@event io.cozy.todos:CREATED io.cozy.bills:CREATED,UPDATED',
    doctypes: ['io.cozy.todos', 'io.cozy.bills'],
    does: 'mark'
  },
  {
    name: 'held-back',
    trigger: '@event io.cozy.bank.operations:CREATED,UPDATED',
    debounce: '2s',
    doctypes: ['io.cozy.bank.operations'],
    does: 'mark'
  },
  {
    name: 'reading-only',
    trigger: '@event io.cozy.todos:UPDATED',
    verbs: ['GET'],
    doctypes: TODOS,
    does: 'in-words'
  },
  {
    name: 'with-all-rights',
    trigger: '@event io.cozy.todos:CREATED',
    verbs: ['ALL'],
    doctypes: TODOS,
    does: 'mark'
  },
  {
    name: 'asking-for-more',
    trigger: '@event io.cozy.todos:CREATED',
    asked: ['io.cozy.contacts', 'io.cozy.bills'],
    doctypes: ['io.cozy.todos', 'io.cozy.contacts', 'io.cozy.bills'],
    does: 'mark'
  },
  { name: 'each-night', trigger: '@cron 0 30 4 * * *', asked: TODOS, doctypes: TODOS, does: 'mark' },
  {
    name: 'every-six-hours',
    trigger: '@every 6h',
    asked: TODOS,
    verbs: ['GET'],
    doctypes: TODOS,
    does: 'in-words'
  },
  { name: 'once', trigger: '@at 2040-01-01T00:00:00.000Z', asked: TODOS, doctypes: TODOS, does: 'mark' },
  {
    name: 'webhook-keeps',
    trigger: '@webhook',
    asked: TODOS,
    verbs: ['GET', 'POST'],
    doctypes: TODOS,
    does: 'received'
  },
  {
    name: 'webhook-held-back',
    trigger: '@webhook',
    debounce: '1m',
    asked: TODOS,
    verbs: ['POST'],
    doctypes: TODOS,
    does: 'received'
  },
  {
    name: 'webhook-tells',
    trigger: '@webhook',
    asked: TODOS,
    verbs: ['GET'],
    doctypes: TODOS,
    does: 'posted'
  },
  { name: 'started-by-others', trigger: 'none', asked: TODOS, doctypes: TODOS, does: 'mark' },
  {
    name: 'without-ci',
    trigger: '@event io.cozy.todos:CREATED',
    doctypes: TODOS,
    does: 'mark',
    ci: ''
  },
  {
    name: 'with-travis',
    trigger: '@event io.cozy.todos:CREATED',
    doctypes: TODOS,
    does: 'mark',
    ci: 'github,travis'
  }
]

/** A second service in the app of the first. */
export const ADDED = {
  name: 'second',
  trigger: '@cron 0 0 5 * * 1',
  doctypes: ['io.cozy.bills'],
  does: 'mark'
}
