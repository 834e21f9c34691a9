import type { AgentEvent } from '../agent/events.ts'
import { stripControls } from './strip-controls.ts'
import type { Terminal } from './terminal.ts'

/** Shows one event as it arrives; the text of the answer goes to standard output, all else beside it. */
export function showEvent(event: AgentEvent, terminal: Terminal): void {
  switch (event.type) {
    case 'text':
      terminal.answer(stripControls(event.text))
      return
    case 'tool_call':
      terminal.note(`→ ${line(event.tool, 80)} ${line(describeInput(event.input), 160)}\n`)
      return
    case 'tool_result': {
      const mark = { ok: '✓', partial: '◐', error: '✗' }[event.status]
      const cut = event.truncated ? ', cut' : ''
      const took = `${Math.round(event.duration_ms)} ms${cut}`
      terminal.note(`${mark} ${line(event.tool, 80)} ${line(event.summary, 300)} (${took})\n`)
      return
    }
    case 'notice':
      terminal.note(`! ${line(event.message, 500)}\n`)
      return
    case 'error': {
      const wait =
        event.retry_after_s === undefined ? '' : ` Try again in ${event.retry_after_s} s.`
      terminal.note(`\nerror: ${line(event.message, 500)} (${line(event.code, 60)})${wait}\n`)
      return
    }
    case 'done':
      terminal.answer('\n')
      if (event.stop_reason !== 'end_turn') terminal.note(`! ${stopReasons[event.stop_reason]}\n`)
      return
    case 'start':
    case 'usage':
      return
  }
}

const stopReasons = {
  max_tokens: 'The answer was cut: it reached the limit of tokens for one answer.',
  token_limit: 'The answer was cut: this turn reached its limit of tokens.',
  tool_limit: 'The answer was cut: this turn reached its limit of tool calls.',
  cancelled: 'Cancelled. What was said so far is kept.',
}

function describeInput(input: Record<string, unknown>): string {
  return Object.entries(input)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ')
}

/** Text from outside on one line of at most `most` characters. */
function line(text: string, most: number): string {
  const clean = stripControls(text).replace(/\s+/g, ' ').trim()
  return clean.length > most ? `${clean.slice(0, most - 1)}…` : clean
}
