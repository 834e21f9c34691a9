import { execFileSync, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import https from 'node:https'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { listen } from '../stand-ins/listen.ts'

export type BehindProxy = NonNullable<Awaited<ReturnType<typeof behindProxy>>>

/** A text, an object to be JSON, or a `Response` where the status is not 200. */
type Answer = (path: string, host: string, body: string, headers: IncomingHttpHeaders) => unknown

/**
 * A network whose names nobody resolves but a proxy, which opens TLS under an authority of its own: a
 * stand-in for a company's. Every name leads to one server. Undefined where there is no openssl.
 */
export async function behindProxy(answer: Answer = () => ({})) {
  const folder = await mkdtemp(join(tmpdir(), 'proxy-'))
  const made = await certificates(folder).catch(() => undefined)
  if (made === undefined) return undefined
  const server = https.createServer(made, async (request, response) => {
    const { host = '' } = request.headers
    const said = answer(request.url ?? '/', host, await text(request), request.headers)
    const { status, body } =
      said instanceof Response
        ? { status: said.status, body: await said.text() }
        : { status: 200, body: typeof said === 'string' ? said : JSON.stringify(said) }
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  })
  const port = await listen(server)
  const asked: string[] = []
  let refusal: number | undefined
  const proxy = createServer((_request, response) => response.writeHead(502).end())
  proxy.on('connect', ({ url = '' }, socket) => {
    asked.push(url)
    if (refusal !== undefined) return void socket.end(`HTTP/1.1 ${refusal} No\r\n\r\n`)
    const there = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      there.pipe(socket).pipe(there)
    })
    for (const end of [there, socket]) end.on('error', () => {})
  })
  const address = `http://127.0.0.1:${await listen(proxy)}`
  return {
    address,
    authority: join(folder, 'ca.pem'),
    folder,
    /** Host and port of each way that was opened since this was asked last. */
    asked: () => [...new Set(asked.splice(0))],
    refuse: (status: number | undefined) => {
      refusal = status
    },
    /** A program of ours, in an environment where there is nothing but the proxy. */
    async run(
      args: readonly string[],
      env: Record<string, string> = {},
      { node = process.execPath, cwd = '.' } = {},
    ) {
      const child = spawn(node, args, {
        cwd,
        env: {
          ...{ PATH: process.env.PATH, HOME: folder, HTTPS_PROXY: address },
          ...{
            AWS_ACCESS_KEY_ID: 'AKIDPROXY',
            AWS_SECRET_ACCESS_KEY: 's',
            AWS_REGION: 'eu-west-1',
          },
          ...{ AWS_EC2_METADATA_DISABLED: 'true', AWS_CA_BUNDLE: join(folder, 'ca.pem'), ...env },
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
      return `${out}${err}`.trim()
    },
    async close() {
      for (const each of [server, proxy]) {
        each.closeAllConnections()
        each.close()
      }
      await rm(folder, { recursive: true })
    },
  }
}

/** A server on https, with the authority that its certificate is of; undefined where there is no openssl. */
export async function httpsServer(answer: RequestListener) {
  const folder = await mkdtemp(join(tmpdir(), 'https-'))
  const made = await certificates(folder).catch(() => undefined)
  if (made === undefined) return undefined
  const server = https.createServer(made, answer)
  const port = await listen(server)
  return {
    url: `https://127.0.0.1:${port}`,
    ca: await readFile(join(folder, 'ca.pem')),
    async close() {
      server.closeAllConnections()
      server.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** An authority, and a certificate of it for all names that the tests use. */
async function certificates(folder: string) {
  const file = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore' })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const ca = ['-keyout', file('ca.key'), '-out', file('ca.pem'), '-days', '2', '-subj', '/CN=proxy']
  openssl('req', '-x509', ...key, ...ca)
  openssl('req', ...key, '-keyout', file('key.pem'), '-out', file('csr.pem'), '-subj', '/CN=all')
  const names = ['*.eu-west-1.amazonaws.com', '*.lambda-url.eu-west-1.on.aws', '*.acme.test']
  const deep = [
    '*.gateway.bedrock-agentcore.eu-west-1.amazonaws.com',
    '*.amazonaws.com',
    '*.ecr.eu-west-1.amazonaws.com',
    'public.ecr.aws',
  ]
  const all = [...names, ...deep].map((name) => `DNS:${name}`).join(',')
  await writeFile(file('ext.cnf'), `subjectAltName=${all}\n`)
  const signed = ['-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-CAcreateserial', '-days', '2']
  openssl(
    'x509',
    '-req',
    '-in',
    file('csr.pem'),
    ...signed,
    '-extfile',
    file('ext.cnf'),
    '-out',
    file('cert.pem'),
  )
  return { key: await readFile(file('key.pem')), cert: await readFile(file('cert.pem')) }
}
