import type { Instance } from '../../instances/api.js'
import { allClients } from './find-clients.js'

/** The name, with the next free number where another client has it already: `Cozy Drive (laptop)-2`. */
export const freeName = async (instance: Instance, wanted: string): Promise<string> => {
  const names = (await allClients(instance)).map(({ client_name }) => client_name)
  if (!names.includes(wanted)) return wanted
  const numbers = names
    .filter(name => name.startsWith(`${wanted}-`))
    .map(name => name.slice(wanted.length + 1))
    .filter(number => /^[+-]?\d+$/.test(number))
    .map(Number)
  return `${wanted}-${Math.max(1, ...numbers) + 1}`
}
