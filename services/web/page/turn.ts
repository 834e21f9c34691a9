import { batch, type Signal, signal } from '@preact/signals'
import type { AgentEventOf, Evidence, HeldClaim } from '../../agent/events.ts'
import type { CallView, PageEvent, StoredMessage } from '../../client/web/page-event.ts'
import { type Block, Blocks } from './blocks.ts'

export interface Call {
  id: string
  tool: string
  input: Readonly<Record<string, unknown>>
  /** How far it is, while it runs. */
  progress?: AgentEventOf<'tool_progress'>
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
  /** What has arrived and was not read yet. */
  #waiting = ''
  #next: number | undefined
  #ending: { state: Ending; failure: string | undefined } | undefined
  readonly #shown = Promise.withResolvers<void>()

  constructor(question: string, requestId: string, state: Ending, askedAt = Date.now()) {
    this.question = question
    this.requestId = requestId
    this.askedAt = askedAt
    this.state = signal(state)
  }

  /** Another attempt begins: it tells all from the beginning. */
  again(): void {
    window.clearTimeout(this.#next)
    this.#next = undefined
    batch(() => {
      this.text = ''
      this.#waiting = ''
      this.#ending = undefined
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
      case 'tool_progress':
        this.#change(event.id, { progress: event })
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

  /** False until an end was told, shown or not. */
  get isTold(): boolean {
    return this.#ending !== undefined
  }

  /** Resolves once the end, and all before it, is shown. */
  get shown(): Promise<void> {
    return this.#shown.promise
  }

  /** Takes effect once all that has arrived is shown. */
  end(state: Ending, failure?: string): void {
    this.#ending = { state, failure }
    if (this.#waiting !== '') return
    this.#shown.resolve()
    batch(() => {
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
    this.#waiting += text
    if (isFirst) this.#read()
    else this.#next ??= window.setTimeout(() => this.#read(), pauseMs)
  }

  #most = 4_000

  /** Reads and shows some of what waits, as much as leaves the page free for who uses it. */
  #read(): void {
    const began = performance.now()
    this.#next = undefined
    this.#markdown.push(this.#waiting.slice(0, this.#most))
    this.#waiting = this.#waiting.slice(this.#most)
    this.blocks.value = this.#markdown.read()
    // By then it is drawn: what took long is followed by less.
    this.#next = window.setTimeout(() => {
      this.#next = undefined
      const tookMs = performance.now() - began - pauseMs
      if (tookMs > longMs) this.#most = Math.max(4_000, this.#most / 2)
      else if (tookMs < longMs / 3) this.#most = Math.min(16_000, this.#most * 2)
      if (this.#waiting !== '') this.#read()
      else if (this.#ending !== undefined) this.end(this.#ending.state, this.#ending.failure)
    }, pauseMs)
  }
}

/** Of one frame. */
const pauseMs = 16
const longMs = 40

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
