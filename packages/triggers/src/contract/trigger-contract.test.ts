import { parseTrigger } from '../parse.js'
import { runTriggerContract } from './trigger-contract.js'

const SOURCES = [
  ['@event', 'io.cozy.bank.operations:CREATED'],
  ['@event', 'io.cozy.bills:UPDATED:!=:amount io.cozy.files'],
  ['@cron', '0 0 5 * * *'],
  ['@cron', '*/7 3,4 * 29 FEB ?'],
  ['@cron', 'TZ=America/Sao_Paulo 0 30 0 * * SUN'],
  ['@cron', '@every 90s'],
  ['@at', '2030-12-12T15:36:25.507Z'],
  ['@in', '1h30m'],
  ['@in', '-10m'],
  ['@every', '1.5h'],
  ['@every', '10ms'],
  ['@hourly', ''],
  ['@daily', 'between 8am and 6pm'],
  ['@weekly', 'on wed-fri before 5am'],
  ['@monthly', 'on the 1,29-31 after 10pm'],
  ['@webhook', ''],
  ['@client', '']
] as const

for (const [type, args] of SOURCES) runTriggerContract({ type, arguments: args }, parseTrigger)
