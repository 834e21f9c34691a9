import {
  type AgentEvent,
  type AgentEventOf,
  type Charge,
  type Evidence,
  isNotice,
} from '../agent/events.ts'
import { type AnswerStream, answerStream } from './render/answer-stream.ts'
import { chargesLine } from './render/charges.ts'
import { chart } from './render/charts.ts'
import { evidenceLine } from './render/evidence.ts'
import { foldedThoughts } from './render/folded-thoughts.ts'
import { lookOf, paint } from './render/look.ts'
import { markedLines } from './render/marked-lines.ts'
import { oneLine } from './render/one-line.ts'
import { toolCallLine, toolResultLine } from './render/tool-call.ts'
import type { ToolCall } from './render/tool-data.ts'
import { stripControls } from './strip-controls.ts'
import type { Terminal } from './terminal.ts'

export interface EventView {
  /** Shows one event as it arrives: answers to standard output, all else beside them. */
  show(event: AgentEvent): void
  /** Ends the line of an answer that was cut off, so that what comes next starts its own. */
  finish(): void
}

export interface EventViewOptions {
  env: Readonly<Record<string, string | undefined>>
  /** Markdown as it came, instead of as a person reads it. */
  markdown?: boolean
  /** Nothing but answers, and why there is none or not the whole of one. */
  quiet?: boolean
}

/** Shows the events of an answer, or of one after the other, at a terminal. */
export function eventView(terminal: Terminal, options: EventViewOptions): EventView {
  const { env, markdown = false, quiet = false } = options
  const notes = lookOf(terminal, 'note', env)
  const calls = new Map<string, ToolCall>()
  const charts: string[] = []
  let charges: readonly Charge[] = []
  let evidence: Evidence | undefined
  let said = ''
  let answer: AnswerStream | undefined
  let last: 'answer' | 'note' | undefined

  /** A person sees an answer apart from what is said beside it. */
  const turnTo = (side: 'answer' | 'note') => {
    if (terminal.interactive && last !== undefined && last !== side) terminal.note('\n')
    last = side
  }
  const finish = () => {
    if (answer !== undefined) terminal.answer(answer.end())
    answer = undefined
  }
  const note = (text: string) => {
    finish()
    turnTo('note')
    terminal.note(`${text}\n`)
  }
  const aside = (text: string) => {
    if (!quiet) note(text)
  }
  const showResult = (event: AgentEventOf<'tool_result'>) => {
    aside(toolResultLine(calls.get(event.id), event, notes))
    calls.delete(event.id)
    if (terminal.interactive) charts.push(...chart(event.result, notes))
  }
  /** Below the sentences that they illustrate, next to the prompt. */
  const showCharts = () => {
    if (charts.length > 0) aside(charts.splice(0).join('\n'))
  }

  const showCharges = () => {
    if (charges.length > 0) aside(paint(notes, ['dim'], chargesLine(charges)))
    charges = []
  }

  /** What nothing backs is said to everybody: it is about the answer. */
  const showEvidence = () => {
    if (evidence !== undefined && evidence.unbacked.length > 0) {
      // To who reads it at a terminal, where it stands; a pipe has the answer as it is.
      const lines = terminal.interactive ? markedLines(said, evidence, notes) : []
      note([evidenceLine(evidence, notes), ...lines].join('\n'))
    } else if (evidence !== undefined && evidence.claims > 0) aside(evidenceLine(evidence, notes))
    evidence = undefined
    said = ''
  }

  const thoughts = foldedThoughts(notes)

  const show = (event: AgentEvent): void => {
    const folded = event.type === 'reasoning' ? undefined : thoughts.folded()
    if (folded !== undefined) aside(folded)
    switch (event.type) {
      case 'text':
        turnTo('answer')
        said += event.text
        answer ??= markdown ? asItCame() : answerStream(lookOf(terminal, 'answer', env))
        terminal.answer(answer.write(event.text))
        return
      case 'tool_call':
        calls.set(event.id, event)
        aside(toolCallLine(event, notes))
        return
      case 'tool_result':
        showResult(event)
        return
      case 'notice':
        // What came before is no part of the answer that follows: nobody may take it for one.
        if (isNotice(event, 'answer_restarted')) {
          said = ''
          note(noticeLine(event))
        } else aside(noticeLine(event))
        return
      case 'error':
        showCharts()
        showCharges()
        note(errorLine(event))
        return
      case 'done':
        finish()
        showEvidence()
        showCharts()
        showCharges()
        if (event.stop_reason !== 'end_turn') note(`! ${stopReasons[event.stop_reason]}`)
        return
      case 'evidence':
        evidence = event
        return
      case 'usage':
        charges = event.charges ?? []
        return
      case 'start':
      // Shown in the line below everything else, as long as it is so.
      case 'tool_progress':
        return
      case 'reasoning':
        thoughts.take(event.text)
        return
    }
  }
  return { show, finish }
}

const stopReasons = {
  max_tokens: 'The answer was cut: it reached the limit of tokens for one answer.',
  token_limit: 'The answer was cut: this turn reached its limit of tokens.',
  tool_limit: 'The answer was cut: this turn reached its limit of tool calls.',
  cancelled: 'Cancelled. What was said so far is kept.',
}

const noticeLine = ({ message }: AgentEventOf<'notice'>) => `! ${oneLine(message, 500)}`

function errorLine({ code, message, retry_after_s }: AgentEventOf<'error'>): string {
  const wait = retry_after_s === undefined ? '' : ` Try again in ${retry_after_s} s.`
  return `error: ${oneLine(message, 500)} (${oneLine(code, 60)})${wait}`
}

function asItCame(): AnswerStream {
  let last = '\n'
  return {
    write(markdown) {
      const text = stripControls(markdown)
      last = text.at(-1) ?? last
      return text
    },
    end: () => (last === '\n' ? '' : '\n'),
  }
}
