import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, openSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { json } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { freePorts } from '../free-ports.ts'
import { call, pushImage } from '../pulumi/docker-image.ts'
import { type ImmutableRegistry, startImmutableRegistry } from '../stand-ins/immutable-registry.ts'

/** Unpacked by .ci/docker-engine, not installed. */
const root = resolve('node_modules/.cache/docker-engine')

/** Why no engine can be started here; undefined where one can. */
export function whyNoEngine(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'this is not Linux on x86_64'
  if (process.getuid?.() !== 0) return 'a Docker engine needs root'
  const absent = ['dockerd', 'docker-registry'].filter((name) => programOf(name) === undefined)
  if (absent.length > 0) return `${absent.join(' and ')} cannot be run: bash .ci/docker-engine`
  return undefined
}

export interface DockerEngine {
  /** Of its API. */
  socketPath: string
  version: string
  /** Where it pushes to: a registry whose tags cannot change. */
  registry: ImmutableRegistry
  /**
   * Pushes an image to start from, with the folder and the variable that AWS's have. Its name, by
   * digest; more `variables` tell several apart.
   */
  makeBase(variables?: string): Promise<string>
  /** What it has, by tag. */
  images(): Promise<{ tag: string; bytes: number }[]>
  /** An environment with Docker's command line and nothing else of it, to run what people run; with buildx where there is one. */
  commandLine(buildx: boolean): Promise<NodeJS.ProcessEnv>
  /** As on a machine that never built anything: no image, no base, nothing remembered. */
  forgetAll(): Promise<void>
  close(): Promise<void>
}

/** A real Docker engine and a real registry, of their own, until they are closed. */
export async function startDockerEngine(): Promise<DockerEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'docker-engine-'))
  const socketPath = join(folder, 'd.sock')
  const port = await freePorts()
  await writeFile(join(folder, 'registry.yml'), registryFile(folder, port))
  const started = [
    start('dockerd', [...engineOptions(folder), '-H', `unix://${socketPath}`], folder),
    start('docker-registry', ['serve', join(folder, 'registry.yml')], folder),
  ]
  const registry = await startImmutableRegistry(port)
  const close = async () => {
    registry.close()
    await Promise.all(started.map(stop))
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const answers = async () => {
      await fetch(`http://127.0.0.1:${port}/v2/`)
      return versionOf.parse(await json(await call(socketPath, { path: '/version' })))
    }
    const { Version: version } = await atLast(answers, folder)
    return {
      ...{ socketPath, version, registry, close },
      makeBase: (variables = '') => makeBase(folder, `${registry.address}/base`, variables),
      commandLine: (buildx) => commandLine(folder, buildx),
      images: () => imagesOf(socketPath),
      forgetAll: () => forgetAll(socketPath),
    }
  } catch (error) {
    await close()
    throw error
  }
}

const versionOf = z.object({ Version: z.string() })

/** No network, no mounts that other file systems refuse: the Dockerfiles run nothing. */
const engineOptions = (folder: string) => [
  ...['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec')],
  ...['--pidfile', join(folder, 'pid'), '--storage-driver=vfs', '--insecure-registry=127.0.0.0/8'],
  ...['--bridge=none', '--iptables=false', '--ip6tables=false', '--ip-masq=false'],
]

const registryFile = (folder: string, port: number) => `version: 0.1
storage: { filesystem: { rootdirectory: ${join(folder, 'registry')} } }
http: { addr: 127.0.0.1:${port} }
`

async function makeBase(folder: string, repo: string, variables: string): Promise<string> {
  const socketPath = join(folder, 'd.sock')
  const tag = randomUUID()
  const changes = `ENV LAMBDA_TASK_ROOT=/var/task ${variables}`
  const query = new URLSearchParams({ fromSrc: '-', repo, tag, changes })
  await mkdir(join(folder, 'base/var/task'), { recursive: true })
  const { stdout } = spawn('tar', ['-C', join(folder, 'base'), '-cf', '-', 'var'])
  const headers = { 'content-type': 'application/x-tar' }
  const path = `/images/create?${query}`
  const answer = await call(socketPath, { method: 'POST', path, headers }, stdout)
  for await (const _ of answer);
  return pushImage(socketPath, `${repo}:${tag}`)
}

async function commandLine(folder: string, buildx: boolean): Promise<NodeJS.ProcessEnv> {
  const home = await mkdtemp(join(folder, 'home-'))
  const plugins = join(home, '.docker/cli-plugins')
  await mkdir(plugins, { recursive: true })
  await symlink(join(root, 'usr/bin/docker'), join(home, 'docker'))
  if (buildx) await symlink(buildxPlugin, join(plugins, 'docker-buildx'))
  return {
    HOME: home,
    PATH: [home, '/usr/bin', '/bin'].join(delimiter),
    DOCKER_HOST: `unix://${join(folder, 'd.sock')}`,
  }
}

const buildxPlugin = join(root, 'usr/libexec/docker/cli-plugins/docker-buildx')
export const hasBuildx = existsSync(buildxPlugin)

async function imagesOf(socketPath: string) {
  const found = await json(await call(socketPath, { path: '/images/json' }))
  const images = z.array(listed).parse(found)
  return images.flatMap(({ RepoTags, Size }) =>
    (RepoTags ?? []).map((tag) => ({ tag, bytes: Size })),
  )
}

const listed = z.object({ RepoTags: z.array(z.string()).nullable(), Size: z.number() })

async function forgetAll(socketPath: string): Promise<void> {
  const images = z
    .array(z.object({ Id: z.string() }))
    .parse(await json(await call(socketPath, { path: '/images/json' })))
  for (const { Id } of images) {
    await json(await call(socketPath, { method: 'DELETE', path: `/images/${Id}?force=true` }))
  }
  await json(await call(socketPath, { method: 'POST', path: '/build/prune?all=true' }))
}

function start(name: string, args: readonly string[], folder: string): ChildProcess {
  const program = programOf(name)
  if (program === undefined) throw new Error(`there is no ${name}`)
  const log = openSync(join(folder, `${name}.log`), 'a')
  return spawn(program, args, { env: unpacked(), stdio: ['ignore', log, log] })
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  child.kill()
  await once(child, 'exit', { signal: AbortSignal.timeout(20_000) }).catch(() =>
    child.kill('SIGKILL'),
  )
}

async function atLast<T>(ready: () => Promise<T>, folder: string): Promise<T> {
  for (let left = 120; ; left -= 1) {
    try {
      return await ready()
    } catch (cause) {
      if (left === 0) throw new Error(`does not start: ${await logsOf(folder)}`, { cause })
      await setTimeout(250)
    }
  }
}

async function logsOf(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.log'))
  const logs = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  return logs.map((text) => text.slice(-2000)).join('\n')
}

const folders = ['usr/bin', 'usr/sbin', 'sbin'].map((name) => join(root, name))

/** With the unpacked programs and libraries, for the engine alone: other programs have their own. */
function unpacked(): NodeJS.ProcessEnv {
  const libraries = ['usr/lib/x86_64-linux-gnu', 'lib/x86_64-linux-gnu']
  return {
    ...process.env,
    PATH: [...folders, process.env.PATH].join(delimiter),
    LD_LIBRARY_PATH: libraries.map((name) => join(root, name)).join(delimiter),
  }
}

function programOf(name: string): string | undefined {
  const path = folders.map((folder) => join(folder, name)).find((file) => existsSync(file))
  if (path === undefined) return undefined
  const { status } = spawnSync(path, ['--version'], { env: unpacked(), stdio: 'ignore' })
  return status === 0 ? path : undefined
}
