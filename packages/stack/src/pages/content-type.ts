import { extname } from 'node:path'
import { mimeOf } from '../files/mime.js'

/** As Go names the types of what web pages are made of: a charset for texts. */
const TYPES: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.eot': 'application/vnd.ms-fontobject',
  '.htm': 'text/html; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/vnd.microsoft.icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.ogg': 'audio/ogg',
  '.otf': 'font/otf',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webm': 'video/webm',
  '.webmanifest': 'application/manifest+json',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.xml': 'text/xml; charset=utf-8'
}

/** The content type of a file of an app, by its name. */
export const contentTypeOf = (name: string): string =>
  TYPES[extname(name).toLowerCase()] ?? mimeOf('', name).mime

/** Whether it is worth compressing: pictures, films and fonts are compressed already. */
export const isCompressible = (type: string): boolean =>
  /^text\/|[/+](json|xml|javascript)\b|^application\/(wasm|vnd\.ms-fontobject)$|^font\/[ot]tf$/.test(type)
