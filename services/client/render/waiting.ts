import { type AgentEvent, type AgentEventOf, isNotice } from '../../agent/events.ts'
import type { Terminal } from '../terminal.ts'
import { oneLine } from './one-line.ts'
import { symbols } from './symbols.ts'

/** A spinner with the time gone by, for as long as an answer takes. */
export interface Waiting {
  after(event: AgentEvent): void
  stop(): void
}

export function showWaiting(
  terminal: Terminal,
  env: Readonly<Record<string, string | undefined>>,
): Waiting {
  if (!terminal.interactive) return { after() {}, stop() {} }
  const { spinner, separator } = symbols(env)
  const startedAt = performance.now()
  let [frame, openCalls, isHeldUp] = [0, 0, false]
  let howFar = ''
  const show = () => {
    const seconds = Math.floor((performance.now() - startedAt) / 1_000)
    const doing = isHeldUp ? 'Waiting' : openCalls > 0 ? `Reading AWS${howFar}` : 'Thinking'
    const mark = spinner[frame % spinner.length] ?? ''
    terminal.status(`${mark} ${doing} ${seconds} s ${separator} Ctrl-C cancels`)
  }
  const timer = setInterval(() => {
    frame += 1
    show()
  }, 100)
  show()
  return {
    after(event) {
      isHeldUp = isNotice(event, 'retrying')
      if (event.type === 'tool_call') openCalls += 1
      if (event.type === 'tool_result') openCalls -= 1
      if (event.type === 'tool_progress') howFar = partsOf(event) || howFar
      if (openCalls === 0) howFar = ''
    },
    stop() {
      clearInterval(timer)
      terminal.status(undefined)
    },
  }
}

/** ` 3 of 17 eu-west-1`; nothing where only time has gone by, which is shown anyway. */
function partsOf({ done, total, message }: AgentEventOf<'tool_progress'>): string {
  const count = total === undefined ? done : `${done} of ${total}`
  const parts = [count, message && oneLine(message, 40)].filter((part) => part !== undefined)
  return parts.map((part) => ` ${part}`).join('')
}
