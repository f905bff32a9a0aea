export { GENERATORS } from './generators.js'
export { main, type Command } from './run/main.js'
