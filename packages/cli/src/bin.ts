/** What the bins import, and nothing more: each further module would make every command start later. */
export { ALIASES } from './registry/commands.js'
export { runProcess } from './process.js'
