import type { Terminal } from '../../../services/client/terminal.ts'

export interface ScriptedTerminal extends Terminal {
  answers: string
  notes: string
  closed: boolean
  interrupt(): void
}

/** A terminal at which `lines` are typed, one a question; what is shown is kept. */
export function scriptedTerminal(lines: readonly string[] = []): ScriptedTerminal {
  const waiting = [...lines]
  const listeners = new Set<() => void>()
  return {
    answers: '',
    notes: '',
    closed: false,
    interactive: false,
    columns: Number.POSITIVE_INFINITY,
    colours: { answer: false, note: false },
    status() {},
    answer(text) {
      this.answers += text
    },
    note(text) {
      this.notes += text
    },
    ask: async () => waiting.shift(),
    onInterrupt(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    interrupt() {
      for (const listener of listeners) listener()
    },
    close() {
      this.closed = true
    },
  }
}
