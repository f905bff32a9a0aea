// The entry of a prebuilt library: all of it is there, none of it is evaluated before it is asked for.
module.exports = function prebuiltEntry() {
  const { entries } = this.getOptions()
  const imports = entries.map(entry => `import(${JSON.stringify(entry)})`)
  return `exports.all = () => [${imports.join(', ')}];
exports.load = __webpack_require__;
`
}
