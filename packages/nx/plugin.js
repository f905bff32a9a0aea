// What nx.json names. It is committed, so that Nx finds it in a fresh clone, where nothing is compiled yet.

const load = async () => {
  try {
    return await import('./dist/index.js')
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || !/[/\\]dist[/\\]/.test(error.message)) throw error
    throw new Error('Failed to load the Nx plugin: @cozy-jobs/nx is not compiled. Run npm run build.', {
      cause: error
    })
  }
}

export const name = '@cozy-jobs/nx'

export const createNodes = [
  '**/manifest.{webapp,konnector}',
  async (files, options, context) => (await load()).inferProjects(files, options ?? {}, context)
]
