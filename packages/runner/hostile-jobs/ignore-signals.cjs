'use strict'

// Ignores all signals that a process may ignore.
for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGXCPU']) process.on(name, () => {})
setInterval(() => {}, 1000)
