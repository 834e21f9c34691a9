import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { listen } from '../stand-ins/listen.ts'

/** What happens to the requests of one region instead of being answered. */
export type Fault = 'denied' | 'reset' | 'silent'

/** An endpoint before `target` that hands on all requests but those signed for a region with a fault. */
export async function regionProxy(target: string, faults: Readonly<Record<string, Fault>>) {
  const server = createServer((incoming, response) => {
    const fault = faults[regionOf(incoming)]
    if (fault === undefined) forward(incoming, response, target)
    else fail(fault, incoming, response)
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Of `Credential=AKID/20300102/eu-west-1/sqs/aws4_request`. */
const regionOf = ({ headers }: IncomingMessage): string =>
  /Credential=[^/]+\/\d+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? ''

function forward(incoming: IncomingMessage, response: ServerResponse, target: string): void {
  const { method, url = '/', headers } = incoming
  const onward = request(new URL(url, target), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  onward.on('error', () => response.destroy())
  incoming.pipe(onward)
}

function fail(fault: Fault, incoming: IncomingMessage, response: ServerResponse): void {
  incoming.resume()
  if (fault === 'reset') incoming.socket.destroy()
  if (fault !== 'denied') return
  response.writeHead(403, { 'content-type': 'application/x-amz-json-1.0' })
  const message = 'with an explicit deny in a service control policy'
  response.end(JSON.stringify({ __type: 'AccessDeniedException', message }))
}
