import { useSignal } from '@preact/signals'
import { Conversation } from './conversation.tsx'
import { Prompt } from './prompt.tsx'
import { Sidebar } from './sidebar.tsx'
import { about, attempt, closed, conversationId, saveReport, status, title } from './state.ts'

/** Conversations at the side, the one that is read in the middle, the prompt below it. */
export function App() {
  const isOpen = useSignal(false)
  if (closed.value !== undefined) return <Closed reason={closed.value} />
  return (
    <div class="app">
      <a class="skip" href="#prompt">
        To the prompt
      </a>
      <header>
        <button
          type="button"
          class="menu"
          aria-expanded={isOpen.value}
          aria-controls="conversations"
          onClick={() => {
            isOpen.value = !isOpen.value
          }}
        >
          <span aria-hidden="true">☰</span> <span class="word">Conversations</span>
        </button>
        <h1>AWS Operations Agent</h1>
        <Where />
      </header>
      <Sidebar isOpen={isOpen} />
      <main>
        <div class="title">
          <h2>{title.value}</h2>
          {conversationId.value !== undefined && (
            <button type="button" onClick={() => attempt(saveReport)}>
              Save report
            </button>
          )}
        </div>
        <Conversation />
        <Prompt />
        <p role="status" class="status">
          {status.value}
        </p>
      </main>
    </div>
  )
}

function Where() {
  const known = about.value
  if (known === undefined) return null
  const { environment, account, region, login } = known
  return <p class="where">{[environment, account, region, login].filter(Boolean).join(' · ')}</p>
}

function Closed({ reason }: { reason: string }) {
  return (
    <main class="closed">
      <h1>AWS Operations Agent</h1>
      <p role="alert">{reason}</p>
    </main>
  )
}
