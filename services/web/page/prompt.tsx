import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { ask, running } from './state.ts'

export function Prompt() {
  const typed = useSignal('')
  const field = useRef<HTMLTextAreaElement>(null)
  const isRunning = running.value !== undefined
  const submit = () => {
    const message = typed.value.trim()
    if (message === '' || running.value !== undefined) return
    typed.value = ''
    void ask(message)
    field.current?.focus()
  }
  const cancel = () => {
    running.value?.abort()
    field.current?.focus()
  }
  return (
    <form
      class="prompt"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <label for="prompt">Ask in plain English</label>
      <textarea
        id="prompt"
        ref={field}
        rows={2}
        maxLength={32_000}
        value={typed.value}
        aria-describedby="prompt-keys"
        onInput={({ currentTarget }) => {
          typed.value = currentTarget.value
        }}
        onKeyDown={(event) => {
          if (event.isComposing) return
          if (event.key === 'Escape' && isRunning) cancel()
          if (event.key !== 'Enter' || event.shiftKey) return
          event.preventDefault()
          submit()
        }}
      />
      {isRunning ? (
        <button type="button" class="main" onClick={cancel}>
          Cancel
        </button>
      ) : (
        <button type="submit" class="main">
          Ask
        </button>
      )}
      <p id="prompt-keys" class="keys">
        Enter asks, Shift-Enter goes on in a new line, Escape cancels. It reads, and never changes
        anything.
      </p>
    </form>
  )
}
