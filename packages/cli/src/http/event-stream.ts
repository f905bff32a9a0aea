/** One event of a `text/event-stream` answer, its data parsed where they are JSON. */
export interface StreamEvent {
  event: string
  data: unknown
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function eventOf(block: string): StreamEvent | undefined {
  const fields = block.split('\n').map(line => /^(\w+): ?(.*)$/.exec(line.trimEnd()))
  const data = fields.flatMap(field => (field?.[1] === 'data' ? [field[2]] : []))
  const event = fields.find(field => field?.[1] === 'event')?.[2] ?? 'message'
  return data.length > 0 ? { event, data: parse(data.join('\n')) } : undefined
}

/** The events as they come; ends with the answer. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  let rest = ''
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + text).replaceAll('\r\n', '\n').split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = eventOf(block)
      if (event) yield event
    }
  }
  const last = eventOf(rest)
  if (last) yield last
}
