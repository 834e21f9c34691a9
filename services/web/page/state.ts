import { batch, computed, signal } from '@preact/signals'
import type { ConversationSummary } from '../../agent/api.ts'
import type { About } from '../../client/web/page-event.ts'
import * as agent from './agent.ts'
import { shown as shownText } from './shown.ts'
import { storedTurns, Turn } from './turn.ts'

export const about = signal<About | undefined>(undefined)
export const conversations = signal<readonly ConversationSummary[]>([])
export const older = signal<string | undefined>(undefined)
export const turns = signal<readonly Turn[]>([])
/** Of turns before those that are shown. */
export const earlier = signal<string | undefined>(undefined)
export const conversationId = signal<string | undefined>(undefined)
export const running = signal<AbortController | undefined>(undefined)
/** Said once, to who looks and to who listens. */
export const status = signal('')
/** Why this page can do nothing. */
export const closed = signal<string | undefined>(undefined)

export const title = computed(() =>
  shownText(
    conversations.value.find((one) => one.conversation_id === conversationId.value)?.title ??
      turns.value[0]?.question ??
      'New conversation',
  ),
)

const shownName = 'conversation'

export async function open(): Promise<void> {
  try {
    await agent.enter()
    about.value = await agent.readAbout()
  } catch (error) {
    closed.value = reasonOf(error)
    return
  }
  await attempt(refreshList)
  const shown = sessionStorage.getItem(shownName)
  if (shown !== null) await attempt(() => show(shown))
}

async function refreshList(): Promise<void> {
  const { conversations: newest, next_cursor } = await agent.listConversations()
  batch(() => {
    conversations.value = newest
    older.value = next_cursor
  })
}

export async function listMore(): Promise<void> {
  const { conversations: more, next_cursor } = await agent.listConversations(older.value)
  batch(() => {
    conversations.value = [...conversations.value, ...more]
    older.value = next_cursor
  })
}

/** Counts what was chosen to be seen: what arrives for an earlier choice is not shown. */
let chosen = 0

/** Leaves what is being answered: nobody would see it. */
function leave(): void {
  chosen += 1
  running.value?.abort()
  running.value = undefined
}

export function beginNew(): void {
  leave()
  batch(() => {
    conversationId.value = undefined
    turns.value = []
    earlier.value = undefined
    status.value = 'A new conversation.'
  })
  sessionStorage.removeItem(shownName)
}

export async function show(id: string): Promise<void> {
  leave()
  const mine = chosen
  const page = await agent.readConversation(id)
  if (mine !== chosen) return
  sessionStorage.setItem(shownName, id)
  batch(() => {
    conversationId.value = id
    turns.value = storedTurns(page.messages)
    const last = turns.value.at(-1)
    if (last !== undefined) last.followUps.value = page.follow_ups
    earlier.value = page.next_cursor
    status.value = `On with: ${page.title}`
  })
}

export async function showEarlier(): Promise<void> {
  const id = conversationId.value
  if (id === undefined) return
  const mine = chosen
  const page = await agent.readConversation(id, earlier.value)
  if (mine !== chosen) return
  batch(() => {
    turns.value = [...storedTurns(page.messages), ...turns.value]
    earlier.value = page.next_cursor
  })
}

export async function rename(id: string, title: string): Promise<void> {
  await agent.renameConversation(id, title)
  status.value = `Renamed to ${title}.`
  await refreshList()
}

export async function remove(id: string): Promise<void> {
  await agent.deleteConversation(id)
  if (conversationId.value === id) beginNew()
  status.value = 'Deleted.'
  await refreshList()
}

export async function saveReport(): Promise<void> {
  const id = conversationId.value
  if (id === undefined) return
  const report = await agent.readReport(id)
  save(report, `${title.value.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)}.html`)
  status.value = 'The report was saved: one file, which opens anywhere.'
}

export function save(contents: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(contents)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** Asks, and takes what comes; a stream that breaks is asked for again by the same request. */
export async function ask(message: string): Promise<void> {
  if (running.value !== undefined) return
  const cancelling = new AbortController()
  const turn = new Turn(message, crypto.randomUUID(), 'running')
  const asked = conversationId.value
  chosen += 1
  batch(() => {
    running.value = cancelling
    turns.value = [...turns.value, turn]
    status.value = 'Asking …'
  })
  await answered(turn, asked, cancelling.signal)
  if (running.value === cancelling) {
    batch(() => {
      running.value = undefined
      status.value = said[turn.state.value]
    })
  }
  await attempt(refreshList)
}

const said = {
  running: '',
  done: 'Answered.',
  cancelled: 'Cancelled. What was said so far is kept.',
  failed: 'Not answered.',
  interrupted: 'The answer was cut off.',
}

async function answered(turn: Turn, asked: string | undefined, signal: AbortSignal): Promise<void> {
  const question = {
    message: turn.question,
    request_id: turn.requestId,
    ...(asked !== undefined && { conversation_id: asked }),
  }
  for (let attempt = 1; ; attempt += 1) {
    try {
      for await (const event of agent.askedStream(question, signal)) {
        turn.take(event)
        if (event.type === 'start' && running.value?.signal === signal) keep(event.conversation_id)
      }
      if (turn.isTold) return await turn.shown
      throw new agent.Problem('cut_off', 'The answer was cut off.')
    } catch (error) {
      if (signal.aborted) {
        turn.end('cancelled')
        return await turn.shown
      }
      // What was refused is refused again; a connection that broke may stand the next time.
      const mayHelp = !(error instanceof agent.Problem) || passing.has(error.code)
      if (!mayHelp || attempt === attempts) {
        turn.end('failed', reasonOf(error))
        return await turn.shown
      }
      await new Promise((resolve) => setTimeout(resolve, 300 * 2 ** attempt))
      turn.again()
    }
  }
}

const attempts = 4
const passing = new Set(['cut_off', 'gone'])

function keep(id: string): void {
  conversationId.value = id
  sessionStorage.setItem(shownName, id)
}

/** What goes wrong is said, and nothing thrown. */
export async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    status.value = reasonOf(error)
  }
}

function reasonOf(error: unknown): string {
  return error instanceof agent.Problem
    ? error.message
    : `Something went wrong in this page: ${error}`
}
