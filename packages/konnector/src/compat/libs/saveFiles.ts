import { sanitizeFileName } from '../../files/file-name.js'
import { getFileIfExists as ofRun } from '../../files/get-file-if-exists.js'
import { saveFiles } from '../functions.js'
import { processRun } from '../process-run.js'

type Given = Parameters<typeof ofRun> extends [unknown, ...infer Rest] ? Rest : never

const getFileIfExists = async (...given: Given) => ofRun(await processRun(), ...given)
const value = Object.assign(saveFiles.bind(undefined), { getFileIfExists, sanitizeFileName })

export { value as 'module.exports', value as default }
