// cozy-client takes longer to evaluate than Node to start: a bundle that imports it evaluates it at the first use of
// one of its exports. `?evaluated` is the module itself, which this loader leaves alone.
module.exports = function lazyModuleLoader() {
  const self = JSON.stringify(`./${require('node:path').basename(this.resourcePath)}?evaluated`)
  return `
const load = () => require(${self});
module.exports = new Proxy({}, {
  get: (_, name) => (name === '__esModule' ? true : load()[name]),
  has: (_, name) => name in load(),
  ownKeys: () => Reflect.ownKeys(load()).filter(name => name !== '__esModule'),
  getOwnPropertyDescriptor: (_, name) => {
    const found = Object.getOwnPropertyDescriptor(load(), name);
    return found && { enumerable: found.enumerable, configurable: true, writable: true, value: load()[name] };
  }
});
`
}
