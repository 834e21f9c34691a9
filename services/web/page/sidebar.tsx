import { type Signal, useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { ConversationSummary } from '../../agent/api.ts'
import { shown } from './shown.ts'
import {
  attempt,
  beginNew,
  conversationId,
  conversations,
  listMore,
  older,
  remove,
  rename,
  show,
} from './state.ts'
import { Time } from './time.tsx'

export function Sidebar({ isOpen }: { isOpen: Signal<boolean> }) {
  const searched = useSignal('')
  const words = searched.value.toLowerCase().split(/\s+/).filter(Boolean)
  const found = conversations.value.filter(({ title }) =>
    words.every((word) => title.toLowerCase().includes(word)),
  )
  // Where it covers the page, it goes away with what had the focus.
  const leave = () => {
    if (isOpen.value) document.getElementById('prompt')?.focus()
    isOpen.value = false
  }
  return (
    <nav
      id="conversations"
      class={isOpen.value ? 'sidebar open' : 'sidebar'}
      aria-label="Conversations"
    >
      <button
        type="button"
        class="main"
        onClick={() => {
          beginNew()
          leave()
          document.getElementById('prompt')?.focus()
        }}
      >
        New conversation
      </button>
      <label for="search">Search</label>
      <input
        id="search"
        type="search"
        value={searched.value}
        onInput={({ currentTarget }) => {
          searched.value = currentTarget.value
        }}
      />
      {found.length === 0 && (
        <p class="none">{words.length > 0 ? 'None has these words.' : 'There is none yet.'}</p>
      )}
      <ul>
        {found.map((one) => (
          <Entry key={one.conversation_id} one={one} leave={leave} />
        ))}
      </ul>
      {older.value !== undefined && (
        <button type="button" onClick={() => attempt(listMore)}>
          Older ones
        </button>
      )}
    </nav>
  )
}

interface EntryProps {
  one: ConversationSummary
  leave: () => void
}

function Entry({ one: { conversation_id: id, title, updated_at }, leave }: EntryProps) {
  const doing = useSignal<'rename' | 'delete' | undefined>(undefined)
  const item = useRef<HTMLLIElement>(null)
  const stop = () => {
    doing.value = undefined
    item.current?.querySelector('button')?.focus()
  }
  return (
    <li ref={item} class={id === conversationId.value ? 'current' : ''}>
      <button
        type="button"
        class="entry"
        aria-current={id === conversationId.value ? 'true' : undefined}
        onClick={() => {
          leave()
          void attempt(() => show(id))
        }}
      >
        <span class="name">{shown(title)}</span>
        <Time at={Date.parse(updated_at)} />
      </button>
      {doing.value === undefined && (
        <span class="acts">
          <button
            type="button"
            aria-label={`Rename ${shown(title)}`}
            onClick={() => (doing.value = 'rename')}
          >
            Rename
          </button>
          <button
            type="button"
            aria-label={`Delete ${shown(title)}`}
            onClick={() => (doing.value = 'delete')}
          >
            Delete
          </button>
        </span>
      )}
      {doing.value === 'rename' && <Renaming id={id} title={title} stop={stop} />}
      {doing.value === 'delete' && (
        <fieldset
          class="acts"
          onKeyDown={({ key }) => {
            if (key === 'Escape') stop()
          }}
        >
          <legend>Delete for good?</legend>
          <button type="button" ref={focused} onClick={stop}>
            Keep
          </button>
          <button
            type="button"
            class="danger"
            onClick={() => {
              document.getElementById('search')?.focus()
              void attempt(() => remove(id))
            }}
          >
            Delete
          </button>
        </fieldset>
      )}
    </li>
  )
}

function Renaming({ id, title, stop }: { id: string; title: string; stop: () => void }) {
  return (
    <form
      class="renaming"
      onSubmit={(event) => {
        event.preventDefault()
        const typed = new FormData(event.currentTarget).get('title')
        stop()
        if (typeof typed === 'string' && typed.trim() !== '') {
          void attempt(() => rename(id, typed.trim()))
        }
      }}
      onKeyDown={({ key }) => {
        if (key === 'Escape') stop()
      }}
    >
      <input ref={focused} name="title" aria-label="Title" maxLength={200} defaultValue={title} />
      <button type="submit">Rename</button>
    </form>
  )
}

const focused = (element: HTMLElement | null): void => element?.focus()
