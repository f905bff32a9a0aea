/** A request as it goes to the site. */
export interface PreparedRequest {
  method: string
  url: URL
  headers: Record<string, string>
  body?: PreparedBody
}

/** What a request sends. */
export interface PreparedBody {
  content: string | Uint8Array | Blob | FormData | AsyncIterable<Uint8Array>
  /** Whether it can be sent once only, because it is a stream. */
  once: boolean
}
