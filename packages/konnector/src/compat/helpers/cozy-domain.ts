import { processEnv } from '../process-run.js'

const labels = (address: string | undefined, count: number): string =>
  new URL(address ?? processEnv().url).hostname.split('.').slice(-count).join('.')

const value = {
  /** `mycozy.cloud` of `https://camille.mycozy.cloud` */
  getDomain: (address?: string): string => labels(address, 2),
  getInstance: (address?: string): string => labels(address, 3)
}

export { value as 'module.exports', value as default }
