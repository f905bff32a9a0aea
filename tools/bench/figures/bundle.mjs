export const bundle = { name: 'bundle', run: async () => [] }
