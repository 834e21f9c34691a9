import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { type IncomingMessage, type RequestOptions, request } from 'node:http'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import type { Duplex, Readable } from 'node:stream'
import { json, text } from 'node:stream/consumers'
import { z } from 'zod'

/*
 * What docker.Image of @pulumi/docker asks of a Docker engine, call by call (provider/image.go of
 * pulumi-docker): a session for BuildKit, a build of the context as a tar, a push, and a look at the digest.
 */

export interface DockerImage {
  imageName: string
  context: string
  dockerfile: string
  platform: string
  args: Record<string, string>
}

/** Makes an image; its id. Throws what the engine says where it fails. */
export async function buildImage(socketPath: string, image: DockerImage): Promise<string> {
  const session = await openSession(socketPath)
  try {
    const query = new URLSearchParams({
      version: '2',
      t: image.imageName,
      dockerfile: relative(image.context, image.dockerfile),
      buildargs: JSON.stringify(image.args),
      platform: image.platform,
      session: session.id,
    })
    const headers = { 'content-type': 'application/x-tar' }
    const tar = await contextAsTar(image.context)
    await follow(await call(socketPath, { method: 'POST', path: `/build?${query}`, headers }, tar))
    return (await inspect(socketPath, image.imageName)).Id
  } finally {
    session.close()
  }
}

/** Pushes what was made; its digest in the registry, with the repository's name before it. */
export async function pushImage(socketPath: string, imageName: string): Promise<string> {
  const at = imageName.lastIndexOf(':')
  const path = `/images/${imageName.slice(0, at)}/push?tag=${imageName.slice(at + 1)}`
  const auth = Buffer.from(JSON.stringify({ username: 'AWS', password: 'pass' }))
  const headers = { 'x-registry-auth': auth.toString('base64url') }
  await follow(await call(socketPath, { method: 'POST', path, headers }))
  const [digest = ''] = (await inspect(socketPath, imageName)).RepoDigests
  return digest
}

/** A call of the engine's API; throws its message where it says no. */
export async function call(
  socketPath: string,
  options: RequestOptions,
  body?: Readable,
): Promise<IncomingMessage> {
  const sent = request({ socketPath, ...options })
  if (body === undefined) sent.end()
  else body.pipe(sent)
  const [response]: IncomingMessage[] = await once(sent, 'response')
  if (response === undefined) throw new Error('the engine does not answer')
  if ((response.statusCode ?? 500) < 300) return response
  throw new Error(`${options.path}: ${response.statusCode} ${await text(response)}`)
}

async function inspect(socketPath: string, imageName: string) {
  const found = await call(socketPath, { path: `/images/${imageName}/json` })
  return z.object({ Id: z.string(), RepoDigests: z.array(z.string()) }).parse(await json(found))
}

/** As the client packs it: owned by root, in the order of names, its times as they are. */
async function contextAsTar(folder: string): Promise<Readable> {
  const owned = ['--owner=0', '--group=0', '--numeric-owner', '--sort=name']
  const args = [...owned, '-C', folder, '-cf', '-', ...(await readdir(folder)).toSorted()]
  return spawn('tar', args, { stdio: ['ignore', 'pipe', 'inherit'] }).stdout
}

/** Of what is told line by line while something goes on, the error that ends it. */
async function follow(stream: Readable): Promise<void> {
  for (const line of (await text(stream)).split('\n')) {
    const told = line.trim() === '' ? {} : progress.parse(JSON.parse(line))
    if (told.error !== undefined) throw new Error(told.error)
  }
}

const progress = z.object({ error: z.string().optional() })

/** The engine's builder calls back over it: whether its caller is still there, and for credentials. */
async function openSession(socketPath: string) {
  const id = randomUUID().replaceAll('-', '')
  const asked = request({
    socketPath,
    method: 'POST',
    path: '/session',
    headers: {
      connection: 'Upgrade',
      upgrade: 'h2c',
      'x-docker-expose-session-uuid': id,
      'x-docker-expose-session-name': 'pulumi-docker',
      'x-docker-expose-session-grpc-method': Object.values(callbacks).map(({ path }) => path),
    },
  })
  asked.end()
  const [, socket]: [IncomingMessage, Duplex] = await upgraded(asked)
  const server = new grpc.Server()
  server.addService(callbacks, {
    check: (_: unknown, answer: Answer) => answer(undefined, serving),
    credentials: (_: unknown, answer: Answer) => answer(undefined, nobody),
  })
  server.createConnectionInjector(grpc.ServerCredentials.createInsecure()).injectConnection(socket)
  return { id, close: () => server.forceShutdown() }
}

function upgraded(asked: ReturnType<typeof request>): Promise<[IncomingMessage, Duplex]> {
  return new Promise((resolve, reject) => {
    asked.on('upgrade', (response, socket) => resolve([response, socket]))
    asked.on('response', ({ statusCode }) => reject(new Error(`/session: ${statusCode}`)))
    asked.on('error', reject)
  })
}

type Answer = (error: Error | undefined, response: Buffer) => void

/** As protobuf: a HealthCheckResponse with status SERVING, and a CredentialsResponse without any. */
const serving = Buffer.from([0x08, 0x01])
const nobody = Buffer.alloc(0)

const asItIs = (bytes: Buffer) => bytes
const callback = (path: string) => ({
  path,
  requestStream: false,
  responseStream: false,
  requestSerialize: asItIs,
  requestDeserialize: asItIs,
  responseSerialize: asItIs,
  responseDeserialize: asItIs,
})
const callbacks = {
  check: callback('/grpc.health.v1.Health/Check'),
  credentials: callback('/moby.filesync.v1.Auth/Credentials'),
}

const sdk = createRequire(import.meta.url).resolve('@pulumi/pulumi/package.json')
const grpc = createRequire(join(sdk, '..', 'package.json'))('@grpc/grpc-js')
