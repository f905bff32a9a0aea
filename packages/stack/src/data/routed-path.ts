/** What Go leaves as it is in a path, beyond letters, digits and `-_.~`. */
const LEFT = /%(?:24|26|2B|2C|2F|3A|3B|3D|40)/g

const escapePath = (path: string): string =>
  encodeURIComponent(path)
    .replace(LEFT, decodeURIComponent)
    .replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

/**
 * The segments of a path as the real stack's router has them. Go keeps a path as it was written only where it would
 * write it in another way itself; else the router gets it decoded, and what decodes a parameter decodes it twice.
 */
export const routedPath = (path: string): string[] => {
  try {
    const decoded = decodeURIComponent(path)
    return (escapePath(decoded) === path ? decoded : path).split('/')
  } catch {
    return path.split('/')
  }
}
