import { parseJson } from './json.ts'
import { isRefusal, serverWords } from './refusals/server-words.ts'
import { tidyChunks } from './tidy-chunks.ts'
import { lastUsage } from './tidy-usage.ts'

/** The events of a streamed chat completion, each chunk as OpenAI sends it, and what it took at the end. */
export function tidiedStream(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  const { tidy, end } = tidyChunks()
  const usage = lastUsage()
  let line = ''
  /** Of an event that is not whole yet: its data may come in several lines. */
  let begun: string | undefined

  function tidyLine(text: string): string {
    const more = /^data: ?(.*?)\r?$/.exec(text)?.[1]
    if (more === undefined) {
      if (begun === undefined) return /^event:/.test(text) ? '' : text
      // An event ends with an empty line.
      return text.trim() === '' ? `${told(ended() ?? '')}\n` : ''
    }
    const data = begun === undefined ? more : `${begun}\n${more}`
    begun = undefined
    if (isHalf(data)) {
      begun = data
      return ''
    }
    return told(data)
  }

  function ended(): string | undefined {
    const data = begun
    begun = undefined
    return data
  }

  function told(data: string): string {
    if (data.trim() === '[DONE]') return [...lastWords(), 'data: [DONE]'].join('\n\n')
    const chunk = parseJson(data)
    if (chunk === null) return ''
    if (chunk === undefined || isRefusal(chunk)) return event({ error: serverWords(data) })
    return event(usage.apartFrom(tidy(chunk)))
  }

  function lastWords(): string[] {
    return [end(), usage.told()].flatMap((chunk) => (chunk === undefined ? [] : [event(chunk)]))
  }

  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        const lines = (line + decoder.decode(piece, { stream: true })).split(lineEnd)
        line = lines.pop() ?? ''
        for (const one of lines) controller.enqueue(encoder.encode(`${tidyLine(one)}\n`))
      },
      flush(controller) {
        const last = usage.told()
        // Half an event at the end is none: the connection broke off.
        const rest = line === '' ? '' : `${tidyLine(line)}\n\n`
        const took = last === undefined ? '' : `${event(last)}\n\n`
        if (rest + took !== '') controller.enqueue(encoder.encode(rest + took))
      },
    }),
  )
}

/** A CR at the end of a piece may be half of one. */
const lineEnd = /\r\n|\n|\r(?!$)/

/** JSON that is begun, and not ended. */
const isHalf = (data: string): boolean => /^\s*[{[]/.test(data) && parseJson(data) === undefined

const event = (value: unknown): string => `data: ${JSON.stringify(value)}`
