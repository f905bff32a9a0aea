// Stands for an optional native package that was left out: the `require` in the package's own `try` fails as it
// would where nothing could be compiled.
const error = new Error('Cannot find module: native packages are left out of the bundle')
error.code = 'MODULE_NOT_FOUND'
throw error
