import { execFile, spawn, spawnSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { copyAwsRuntime, hasAwsRuntime, lambdaEnvironment, noAwsRuntime } from './runtimes.ts'

const run = promisify(execFile)

/** Why images can neither be made nor run here; undefined where they can. */
export function whyNoContainers(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'this is not Linux on x86_64'
  if (process.getuid?.() !== 0) return 'buildah without a daemon or user namespaces needs root'
  const absent = ['buildah', 'podman', 'runc'].filter(
    (command) => spawnSync(command, ['--version']).status !== 0,
  )
  if (absent.length > 0) return `${absent.join(', ')} is not installed, as .ci/run does`
  return hasAwsRuntime ? undefined : noAwsRuntime
}

export type Containers = Awaited<ReturnType<typeof openContainers>>

/** Images and containers in a storage of their own, which goes when it is closed. */
export async function openContainers() {
  const folder = await mkdtemp(join(tmpdir(), 'containers-'))
  const storage = join(folder, 'storage.conf')
  const graph = `graphroot = "${folder}/graph"\nrunroot = "${folder}/run"`
  await writeFile(storage, `[storage]\ndriver = "vfs"\n${graph}\n`)
  const env = {
    ...process.env,
    CONTAINERS_STORAGE_CONF: storage,
    BUILDAH_ISOLATION: 'chroot',
    IMAGE_BUILDER: 'buildah',
  }
  return {
    /** For builds: `buildah` and whatever calls it. */
    env,
    /** A stand-in for AWS's base image: this Node, what it links to, and AWS's runtime. */
    async makeBase(tag: string): Promise<void> {
      const root = join(folder, 'base')
      await copyNode(root)
      await copyAwsRuntime(join(root, 'var/runtime'))
      await mkdir(join(root, 'var/task'))
      await writeFile(join(folder, 'Dockerfile'), baseDockerfile)
      const args = ['--tag', tag, '--file', join(folder, 'Dockerfile'), root]
      await run('buildah', ['build', ...args], { env })
    },
    /** Starts an image as Lambda does: nothing can be written, and it is not root. */
    start(image: string, variables: Record<string, string>) {
      const set = Object.entries({ ...lambdaEnvironment, ...variables })
        .filter(([name]) => name !== '_HANDLER')
        .flatMap(([name, value]) => ['--env', `${name}=${value}`])
      const name = `test-${crypto.randomUUID()}`
      spawn('podman', [...podman, 'run', ...asLambda, '--name', name, ...set, image], {
        env,
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      return { stop: () => void spawnSync('podman', [...podman, 'kill', name], { env }) }
    },
    async inspect(image: string): Promise<unknown> {
      const { stdout } = await run('buildah', ['inspect', '--type', 'image', image], { env })
      return JSON.parse(stdout)
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

/** No systemd to make control groups, and limits that a small machine allows. */
const podman = ['--cgroup-manager', 'cgroupfs', '--runtime', 'runc']
const asLambda = [
  ...['--rm', '--network', 'host', '--user', '993:990'],
  ...['--read-only', '--read-only-tmpfs=false'],
  ...['--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=1024:1024'],
]

/** Names as in AWS's image; its entry point is a shell script, for which there is no shell here. */
const baseDockerfile = `FROM scratch
COPY . /
ENV LAMBDA_TASK_ROOT=/var/task LAMBDA_RUNTIME_DIR=/var/runtime
WORKDIR /var/task
ENTRYPOINT ["/var/lang/bin/node", "-e", \\
  "process.env._HANDLER = process.argv[1]; import('/var/runtime/index.mjs')"]
`

async function copyNode(root: string): Promise<void> {
  await mkdir(join(root, 'var/lang/bin'), { recursive: true })
  await cp(process.execPath, join(root, 'var/lang/bin/node'), { dereference: true })
  const { stdout } = await run('ldd', [process.execPath])
  for (const [library] of stdout.matchAll(/\/\S+(?= \(0x)/g)) {
    await mkdir(join(root, dirname(library)), { recursive: true })
    await cp(library, join(root, library), { dereference: true })
  }
}
