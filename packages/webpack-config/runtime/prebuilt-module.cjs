// Stands for one module of a prebuilt library: asks the prebuilt file for it, which evaluates it at that moment.
module.exports = function prebuiltModule() {
  const { library, id, exports } = this.getOptions()
  const [from, what] = [`'cozy-jobs-prebuilt/${library}.cjs'`, JSON.stringify(id)]
  if (!exports) return `module.exports = require(${from})(${what});\n`
  const named = exports.filter(name => name !== 'default')
  const others = exports.length > named.length ? 'export default prebuiltLibrary.default;\n' : ''
  return `import askPrebuilt from ${from};
const prebuiltLibrary = askPrebuilt(${what});
export const { ${named.join(', ')} } = prebuiltLibrary;
${others}`
}
