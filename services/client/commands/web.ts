import { isBrowserHere, openInBrowser } from '../browser.ts'
import { untilAborted } from '../until-aborted.ts'
import { openPage } from '../web/open-page.ts'
import { servePage } from '../web/page-server.ts'
import type { CommandContext } from './context.ts'

export interface WebOptions {
  /** False: only shows the address. */
  browser?: boolean
  port?: number
}

/** Serves the page on this machine until Ctrl-C. Resolves to the exit code. */
export async function web(context: CommandContext, options: WebOptions): Promise<number> {
  const { terminal, env } = context
  const session = await context.session()
  // Who is not signed in is told so here, and not by a page that can do nothing.
  await session.signIn.accessToken()
  const { builtPage } = await import('../../web/built-page.ts')
  let forget = async () => {}
  const server = await servePage({
    session,
    files: await builtPage(),
    port: options.port ?? 0,
    onEntered(isLetIn) {
      if (isLetIn) void forget()
      else terminal.note('! An address was used that lets nobody in (any more): refused.\n')
    },
  })
  const ending = new AbortController()
  const end = () => ending.abort()
  const stopListening = terminal.onInterrupt(end)
  process.once('SIGTERM', end)
  try {
    const opens = options.browser !== false && isBrowserHere(env)
    const address = server.address()
    const todo = opens
      ? 'In your browser. If none has opened, open'
      : 'Open in a browser of this machine'
    terminal.note(`${todo}\n\n${address}\n\n`)
    terminal.note('It lets one page in, once. ')
    terminal.note(terminal.interactive ? 'Enter gives another; Ctrl-C ends.\n' : 'Ctrl-C ends.\n')
    if (opens) forget = await openPage(address, openInBrowser)
    await untilAborted(untilLeft(context, server.address), ending.signal).catch(() => {})
    return 0
  } finally {
    stopListening()
    process.off('SIGTERM', end)
    await forget()
    await server.close()
    terminal.close()
  }
}

/** Where somebody types, Enter shows another address; what is piped in says nothing. */
async function untilLeft({ terminal }: CommandContext, address: () => string): Promise<void> {
  if (!terminal.interactive) return new Promise(() => {})
  while ((await terminal.ask('')) !== undefined) terminal.note(`${address()}\n`)
}
