import { manageContractsData } from '../../bills/contracts.js'
import { saveBills } from '../functions.js'

const value = Object.assign(saveBills.bind(undefined), { manageContractsData })

export { value as 'module.exports', value as default }
