import { useEffect, useRef } from 'preact/hooks'
import { CallDetails } from './call-details.tsx'
import { Calls } from './calls.tsx'
import { Charts } from './charts.tsx'
import { Facts } from './facts.tsx'
import { Markdown } from './markdown.tsx'
import { RegionTable } from './region-table.tsx'
import { shown } from './shown.ts'
import { about, ask, attempt, earlier, showEarlier, turns } from './state.ts'
import { Time } from './time.tsx'
import { TimeLine } from './time-line.tsx'
import { isRefusal } from './tool-data.ts'
import type { Turn } from './turn.ts'

export function Conversation() {
  return (
    <div class="conversation" role="log" aria-live="polite" aria-label="Questions and answers">
      {earlier.value !== undefined && (
        <button type="button" onClick={() => attempt(showEarlier)}>
          Earlier questions
        </button>
      )}
      {turns.value.length === 0 && <Beginning />}
      {turns.value.map((turn) => (
        <OneTurn key={turn.requestId} turn={turn} />
      ))}
    </div>
  )
}

function Beginning() {
  return (
    <section class="beginning" aria-label="What to begin with">
      <p>Ask about the AWS estate, or begin with one of these:</p>
      <Questions questions={about.value?.first_questions ?? []} />
    </section>
  )
}

function Questions({ questions }: { questions: readonly string[] }) {
  return (
    <ul class="questions">
      {questions.map((question) => (
        <li key={question}>
          <button
            type="button"
            onClick={() => {
              document.getElementById('prompt')?.focus()
              void ask(question)
            }}
          >
            {shown(question)}
          </button>
        </li>
      ))}
    </ul>
  )
}

function OneTurn({ turn }: { turn: Turn }) {
  const section = useRef<HTMLElement>(null)
  const isLast = turns.value.at(-1) === turn
  const state = turn.state.value
  // A question that was just asked is read from its beginning; nothing moves beneath who reads it.
  useEffect(() => {
    if (state === 'running') section.current?.scrollIntoView({ block: 'start' })
  }, [])
  const calls = turn.calls.value
  const isRefused = calls.some(({ result }) => isRefusal(result?.result))
  const isBusy = state === 'running'
  const asked = new Set(turns.value.map(({ question }) => question.toLowerCase()))
  const next = turn.followUps.value.filter((question) => !asked.has(question.toLowerCase()))
  return (
    <section
      ref={section}
      class={`turn ${state}${isRefused ? ' refused' : ''}`}
      aria-busy={isBusy}
      aria-label={shown(turn.question).slice(0, 200)}
    >
      <div class="question">
        <h3>{shown(turn.question)}</h3>
        <Time at={turn.askedAt} />
      </div>
      <div class="columns">
        <div class="answer">
          {isRefused && (
            <p class="refusal">
              <strong>Not done.</strong> A change was asked for; this only reads.
            </p>
          )}
          {turn.notices.value.map((notice) => (
            <p key={notice} class="notice">
              {shown(notice)}
            </p>
          ))}
          <Markdown turn={turn} />
          {isBusy && <Waiting turn={turn} />}
          <Ending turn={turn} />
          {isLast && (state === 'failed' || state === 'interrupted') && (
            <button
              type="button"
              class="again"
              onClick={() => {
                document.getElementById('prompt')?.focus()
                void ask(turn.question)
              }}
            >
              Ask again
            </button>
          )}
          {!isBusy && (
            <>
              <Charts turn={turn} />
              <TimeLine turn={turn} />
              <RegionTable turn={turn} />
              <Facts turn={turn} />
            </>
          )}
          <CallDetails turn={turn} />
          {isLast && next.length > 0 && (
            <nav class="next" aria-label="What could be asked next">
              <Questions questions={next} />
            </nav>
          )}
        </div>
        <Calls turn={turn} />
      </div>
    </section>
  )
}

function Waiting({ turn }: { turn: Turn }) {
  const isReading = turn.calls.value.some(({ result }) => result === undefined)
  const doing = isReading ? 'Reading AWS' : turn.isThinking.value ? 'Thinking' : 'Waiting'
  return (
    <p class="waiting" aria-hidden="true">
      {doing} <span class="dots">…</span>
    </p>
  )
}

const cut: Readonly<Record<string, string>> = {
  max_tokens: 'The answer was cut: it reached the limit of tokens for one answer.',
  token_limit: 'The answer was cut: this turn reached its limit of tokens.',
  tool_limit: 'The answer was cut: this turn reached its limit of tool calls.',
}

function Ending({ turn }: { turn: Turn }) {
  const state = turn.state.value
  const failure = turn.failure.value
  const stop = cut[turn.stop.value ?? '']
  if (failure !== undefined) return <p class="failure">{shown(failure)}</p>
  if (state === 'cancelled') return <p class="notice">Cancelled. What was said so far is kept.</p>
  if (state === 'interrupted') return <p class="notice">This answer was cut off.</p>
  return stop === undefined ? null : <p class="notice">{stop}</p>
}
