import { batch, type Signal, signal } from '@preact/signals'
import type { AgentEventOf, Evidence, HeldClaim } from '../../agent/events.ts'
import type { CallView, PageEvent, StoredMessage } from '../../client/web/page-event.ts'
import { type Block, Blocks } from './blocks.ts'

export interface Call {
  id: string
  tool: string
  input: Readonly<Record<string, unknown>>
  result?: CallResult
  view?: CallView
}

interface CallResult {
  status: AgentEventOf<'tool_result'>['status']
  /** Of stored ones not always known. */
  duration_ms?: number
  summary: string
  truncated: boolean
  result: unknown
}

export type Ending = 'running' | 'done' | 'cancelled' | 'failed' | 'interrupted'

/** One question and its answer, as they stand. */
export class Turn {
  readonly question: string
  readonly requestId: string
  readonly askedAt: number
  readonly state: Signal<Ending>
  readonly blocks = signal<readonly Block[]>([])
  readonly calls = signal<readonly Call[]>([])
  readonly evidence = signal<Evidence | undefined>(undefined)
  readonly notices = signal<readonly string[]>([])
  readonly failure = signal<string | undefined>(undefined)
  readonly stop = signal<string | undefined>(undefined)
  readonly usage = signal<AgentEventOf<'usage'> | undefined>(undefined)
  readonly followUps = signal<readonly string[]>([])
  readonly isThinking = signal(false)
  /** What is shown of a call below the answer, and which claim led there. */
  readonly shownCall = signal<{ id: string; claim?: HeldClaim } | undefined>(undefined)
  conversationId: string | undefined
  text = ''
  #markdown = new Blocks()
  #read: number | undefined

  constructor(question: string, requestId: string, state: Ending, askedAt = Date.now()) {
    this.question = question
    this.requestId = requestId
    this.askedAt = askedAt
    this.state = signal(state)
  }

  /** Another attempt begins: it tells all from the beginning. */
  again(): void {
    batch(() => {
      this.text = ''
      this.#markdown = new Blocks()
      this.blocks.value = []
      this.calls.value = []
      this.notices.value = []
    })
  }

  take(event: PageEvent): void {
    switch (event.type) {
      case 'start':
        this.conversationId = event.conversation_id
        return
      case 'text':
        this.isThinking.value = false
        this.#takeText(event.text)
        return
      case 'reasoning':
        this.isThinking.value = true
        return
      case 'tool_call':
        this.calls.value = [
          ...this.calls.value,
          { id: event.id, tool: event.tool, input: event.input },
        ]
        return
      case 'tool_result':
        this.#change(event.id, { result: event })
        return
      case 'view':
        this.#change(event.id, {
          view: {
            series: event.series,
            ...(event.command !== undefined && { command: event.command }),
          },
        })
        return
      case 'notice':
        if (event.code === 'answer_restarted') this.again()
        this.notices.value = [...this.notices.value, event.message]
        return
      case 'evidence':
        this.evidence.value = event
        return
      case 'usage':
        this.usage.value = event
        return
      case 'follow_ups':
        this.followUps.value = event.questions
        return
      case 'error':
        this.end('failed', `${event.message} (${event.code})`)
        return
      case 'done':
        this.stop.value = event.stop_reason
        this.end(event.stop_reason === 'cancelled' ? 'cancelled' : 'done')
        return
    }
  }

  end(state: Ending, failure?: string): void {
    batch(() => {
      this.#readNow()
      this.isThinking.value = false
      this.failure.value = failure
      this.state.value = state
    })
  }

  #change(id: string, more: Partial<Call>): void {
    // Some models number their calls anew in each message: the last of the name is meant.
    const at = this.calls.value.findLastIndex((call) => call.id === id)
    this.calls.value = this.calls.value.map((call, place) =>
      place === at ? { ...call, ...more } : call,
    )
  }

  #takeText(text: string): void {
    const isFirst = this.text === ''
    this.text += text
    this.#markdown.push(text)
    if (isFirst) this.#readNow()
    else this.#read ??= window.setTimeout(() => this.#readNow(), this.#pauseMs)
  }

  #pauseMs = leastPauseMs

  /** What takes longer to read and show is read less often. */
  #readNow(): void {
    window.clearTimeout(this.#read)
    this.#read = undefined
    const began = performance.now()
    this.blocks.value = this.#markdown.read()
    this.#pauseMs = Math.max(leastPauseMs, 4 * (performance.now() - began))
  }
}

/** Of one frame. */
const leastPauseMs = 16

/** The turns of a stored conversation. */
export function storedTurns(messages: readonly StoredMessage[]): Turn[] {
  const turns = new Map<number, Turn>()
  for (const message of messages) {
    const { turn: number, role, content, status, request_id, created_at, evidence } = message
    if (role === 'user') {
      turns.set(number, new Turn(content, request_id, endings[status], Date.parse(created_at)))
      continue
    }
    const turn = turns.get(number)
    if (turn === undefined) continue
    turn.take({ type: 'text', text: content })
    if (evidence !== undefined) turn.evidence.value = evidence
    turn.calls.value = (message.tool_calls ?? []).map(storedCall)
    turn.end(endings[status])
  }
  return [...turns.values()]
}

function storedCall({
  id,
  tool,
  input,
  status,
  duration_ms,
  truncated,
  result,
  view,
}: StoredCallView): Call {
  if (status === undefined) return { id, tool, input, view }
  const lasted = duration_ms === undefined ? {} : { duration_ms }
  const told = { status, ...lasted, truncated: truncated ?? false, summary: '', result }
  return { id, tool, input, view, result: told }
}

type StoredCallView = NonNullable<StoredMessage['tool_calls']>[number]

const endings = { running: 'interrupted', complete: 'done', interrupted: 'interrupted' } as const
