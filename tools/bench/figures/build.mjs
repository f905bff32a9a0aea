export const build = { name: 'build', run: async () => [] }
