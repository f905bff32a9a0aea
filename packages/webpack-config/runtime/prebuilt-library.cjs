// Stands for a prebuilt library: its code is put behind the bundle as a function of this name.
module.exports = function prebuiltLibrary() {
  const name = require('node:path').basename(this.resourcePath, '.cjs').replaceAll('-', '_')
  return `__cozyJobs_${name}(module, module.exports);\n`
}
