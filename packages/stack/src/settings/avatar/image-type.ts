const starts = (bytes: Buffer, at: number, text: string): boolean =>
  bytes.subarray(at, at + text.length).toString('latin1') === text

/**
 * The type of an image by its first bytes; undefined for what is none that a browser shows. An avatar is served on the
 * domain of its instance, so nothing that could be a page must pass: SVG, which holds scripts, does not.
 */
export const imageType = (bytes: Buffer): string | undefined => {
  if (starts(bytes, 0, '\x89PNG\r\n\x1a\n')) return 'image/png'
  if (starts(bytes, 0, '\xff\xd8\xff')) return 'image/jpeg'
  if (starts(bytes, 0, 'GIF87a') || starts(bytes, 0, 'GIF89a')) return 'image/gif'
  if (starts(bytes, 0, 'RIFF') && starts(bytes, 8, 'WEBP')) return 'image/webp'
  if (starts(bytes, 4, 'ftypavif')) return 'image/avif'
  if (starts(bytes, 0, 'BM')) return 'image/bmp'
  return undefined
}
