import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { finished } from 'node:stream/promises'
import { ClientError } from '../errors.ts'

export interface Redirect {
  /** `http://127.0.0.1:<port>/callback` */
  uri: string
  /** The first request there that brings the state. */
  arrival: Promise<Arrival>
  close(): void
}

interface Arrival {
  /** With the code, or an error, in its query. */
  url: URL
  /** Tells the person at the browser how it went. */
  tell(signedIn: boolean): Promise<void>
}

/** Where the browser comes back to: the given port, or the first free one of `redirectPorts`. */
export async function listenForRedirect(state: string, port?: number): Promise<Redirect> {
  const arrived = Promise.withResolvers<Arrival>()
  const server = createServer((request, response) => {
    const url = URL.parse(request.url ?? '', uri)
    if (request.method !== 'GET' || url?.pathname !== '/callback') return send(response, 404, '')
    // Any page can send a browser here; without the state it is not what we wait for.
    if (url.searchParams.get('state') !== state) return send(response, 400, 'Not this sign-in.')
    arrived.resolve({ url, tell: (signedIn) => tellOutcome(response, signedIn) })
  })
  const ports = port === undefined ? redirectPorts : [port]
  const uri = `http://127.0.0.1:${await listenOnOneOf(server, ports)}/callback`
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { uri, arrival: arrived.promise, close }
}

/** Okta compares the address to the letter, port included: docs/deployment.md names these. */
const redirectPorts: readonly number[] = [8976, 8977, 8978]

async function listenOnOneOf(server: Server, ports: readonly number[]): Promise<number> {
  for (const port of ports) {
    try {
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
      const address = server.address()
      if (typeof address === 'object' && address !== null) return address.port
    } catch {}
  }
  throw new ClientError(
    'login_failed',
    `Ports ${ports.join(', ')} of this machine are taken. Close what has them, or sign in with --device.`,
  )
}

async function tellOutcome(response: ServerResponse, signedIn: boolean): Promise<void> {
  if (signedIn) send(response, 200, 'You are signed in. You may close this page.')
  else send(response, 400, 'You are not signed in: the terminal says why. You may close this page.')
  // A browser that has gone away needs to be told nothing.
  await finished(response).catch(() => {})
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'referrer-policy': 'no-referrer',
    connection: 'close',
  })
  response.end(page(text))
}

const page = (text: string) => `<!doctype html>
<html lang="en"><title>AWS Operations Agent</title>
<style>body { font: 1.2rem system-ui; margin: 20vh auto; max-width: 30rem; color-scheme: light dark }</style>
<h1>AWS Operations Agent</h1><p>${text}</p></html>
`
