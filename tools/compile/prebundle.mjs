#!/usr/bin/env node
// Bundles what the runtimes of jobs import (cozy-client, cheerio …) into packages/webpack-config/dist/prebuilt, so that
// a build of a job reads one file of each. Does nothing where nothing of it has changed.

import { makeLibraries } from '@cozy-jobs/webpack-config/prebuilt'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

await makeLibraries(join(root, 'packages/konnector'))
