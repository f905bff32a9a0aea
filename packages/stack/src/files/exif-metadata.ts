import type { Exif } from 'exif-reader'

/** What begins the EXIF of a JPEG, behind the marker of its segment. */
const SIGN = Buffer.from('Exif\0\0')

const iso = (date: Date, offset: string): string => `${date.toISOString().replace(/\.\d{3}Z$/, '')}${offset}`

/** The date of the picture, in the zone that it names or else in UTC, the zone of the stack. */
const dateOf = ({ Photo, Image }: Exif): string | undefined => {
  const date = Photo?.DateTimeOriginal ?? Image?.DateTime
  if (!(date instanceof Date) || Number.isNaN(date.getTime())) return undefined
  const offset: unknown = Photo?.OffsetTimeOriginal
  return iso(date, typeof offset === 'string' && /^[+-]\d\d:\d\d$/.test(offset) ? offset : 'Z')
}

/** Degrees, minutes and seconds as degrees; south and west are below 0. */
const degrees = (parts: unknown, direction: unknown): number | undefined => {
  if (!Array.isArray(parts) || parts.length < 3) return undefined
  const [whole = NaN, minutes = NaN, seconds = NaN] = parts as number[]
  const value = whole + minutes / 60 + seconds / 3600
  if (!Number.isFinite(value)) return undefined
  return direction === 'S' || direction === 'W' ? -value : value
}

const placeOf = ({ GPSInfo }: Exif): { lat: number; long: number } | undefined => {
  const lat = degrees(GPSInfo?.GPSLatitude, GPSInfo?.GPSLatitudeRef)
  const long = degrees(GPSInfo?.GPSLongitude, GPSInfo?.GPSLongitudeRef)
  return lat === undefined || long === undefined ? undefined : { lat, long }
}

/** The bits of the standard in the words that tools show. */
const FLASH: Readonly<Record<number, string>> = {
  0x00: 'No Flash',
  0x01: 'Fired',
  0x05: 'Fired, Return not detected',
  0x07: 'Fired, Return detected',
  0x08: 'On, Did not fire',
  0x09: 'On, Fired',
  0x0d: 'On, Return not detected',
  0x0f: 'On, Return detected',
  0x10: 'Off, Did not fire',
  0x14: 'Off, Did not fire, Return not detected',
  0x18: 'Auto, Did not fire',
  0x19: 'Auto, Fired',
  0x1d: 'Auto, Fired, Return not detected',
  0x1f: 'Auto, Fired, Return detected',
  0x20: 'No flash function',
  0x30: 'Off, No flash function',
  0x41: 'Fired, Red-eye reduction',
  0x45: 'Fired, Red-eye reduction, Return not detected',
  0x47: 'Fired, Red-eye reduction, Return detected',
  0x49: 'On, Red-eye reduction',
  0x4d: 'On, Red-eye reduction, Return not detected',
  0x4f: 'On, Red-eye reduction, Return detected',
  0x50: 'Off, Red-eye reduction',
  0x58: 'Auto, Did not fire, Red-eye reduction',
  0x59: 'Auto, Fired, Red-eye reduction',
  0x5d: 'Auto, Fired, Red-eye reduction, Return not detected',
  0x5f: 'Auto, Fired, Red-eye reduction, Return detected'
}

const parse = async (image: Buffer): Promise<Exif | undefined> => {
  const start = image.indexOf(SIGN)
  if (start < 0) return undefined
  const { default: read } = await import('exif-reader')
  try {
    return read(image.subarray(start))
  } catch {
    // Damaged: what it says is not known.
    return undefined
  }
}

/** What the EXIF of a JPEG says; empty where it has none. */
export const exifMetadata = async (image: Buffer): Promise<Record<string, unknown>> => {
  const exif = await parse(image)
  if (!exif) return {}
  const datetime = dateOf(exif)
  const gps = placeOf(exif)
  const orientation: unknown = exif.Image?.Orientation
  const flash: unknown = exif.Photo?.Flash
  return {
    ...(datetime !== undefined && { datetime }),
    ...(typeof flash === 'number' && FLASH[flash] !== undefined && { flash: FLASH[flash] }),
    ...(gps && { gps }),
    ...(typeof orientation === 'number' && { orientation })
  }
}
