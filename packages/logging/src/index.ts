export { LEVELS, type Level, type LogRecord } from './api.js'
