import { loopbackPreload } from '@cozy-jobs/env'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const OWN_FILES_ALONE = join(dirname(fileURLToPath(import.meta.url)), '..', 'close-inherited-files.cjs')

/** Node's arguments before a job's file: what is loaded before any of its code. */
export const preloadArguments = (): string[] => ['--require', OWN_FILES_ALONE, '--require', loopbackPreload()]
