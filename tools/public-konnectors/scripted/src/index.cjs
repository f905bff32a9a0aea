const { BaseKonnector } = require('cozy-konnector-libs')
const { script } = JSON.parse(process.env.COZY_PARAMETERS)

if (script === 'cookies') require('./cookies.cjs')
else module.exports = new BaseKonnector(require('./scripts.cjs')[script])
