import type { Options } from '../registry/command.js'

/** Which stack a command talks to. */
export const STACK_OPTIONS = {
  domain: {
    type: 'string',
    value: 'HOST:PORT',
    default: 'cozy.localhost:8080',
    describe: 'The instance, or its whole address'
  },
  'admin-port': {
    type: 'port',
    value: 'PORT',
    default: 6060,
    describe: 'The admin port of its stack, on this machine'
  }
} as const satisfies Options

/** Of commands that ask the admin port alone: it knows which instance its stack was started with. */
export const OWN_DOMAIN = {
  type: 'string',
  value: 'HOST:PORT',
  describe: 'The instance (default: the one that the stack was started with)'
} as const satisfies Options[string]
