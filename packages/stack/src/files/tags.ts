/** Without spaces around, without empty ones, each once. */
export const uniqueTags = (tags: readonly string[]): string[] => [
  ...new Set(tags.map(tag => tag.trim()).filter(Boolean))
]
