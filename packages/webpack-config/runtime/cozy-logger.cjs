// cozy-client's few lines for developers. A job's lines are read by the stack, so they keep the stack's form.
const write = type => message => console.log(JSON.stringify({ type, message: String(message) }))
const levels = {
  debug: 'debug',
  info: 'info',
  ok: 'info',
  warn: 'warning',
  warning: 'warning',
  error: 'error',
  critical: 'critical'
}

const log = (type, message) => write(levels[type] ?? 'info')(message)
for (const name of Object.keys(levels)) log[name] = write(levels[name])
log.namespace = () => log

module.exports = log
