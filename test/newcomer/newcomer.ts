import { newHome, npmStart } from '../services/client/pty/npm-start.ts'
import { inputs } from './inputs.ts'

interface Window {
  columns: number
  rows: number
}

/** The rows of a terminal after somebody typed all of `typed` there, one after the other. */
export async function drawn(window: Window, typed = inputs): Promise<string[]> {
  const home = await newHome()
  const chat = await npmStart({ home, ...window })
  try {
    await chat.waitFor(atPrompt)
    for (const [at, input] of typed.entries()) {
      const from = chat.screen().length
      chat.type(`${input}\r`)
      if (at === typed.length - 1) await chat.ended()
      else await chat.waitFor(atPrompt, from)
    }
    return chat.rows().map((row) =>
      row
        .map(({ text }) => text)
        .join('')
        .trimEnd(),
    )
  } finally {
    chat.kill()
    await home.remove()
  }
}

/** Of the chat, or of a question that a command asks. */
const atPrompt = /(?:^|\n)(?:›|.*\[y\/N\]) *$/
