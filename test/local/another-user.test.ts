import assert from 'node:assert/strict'
import { execFile, spawn, spawnSync } from 'node:child_process'
import { chmod, copyFile, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { signRequest } from '../../services/client/sign-request.ts'

/** `nobody`, who owns nothing. */
const stranger = { uid: 65_534, gid: 65_534 }

describe('another user of the machine', function () {
  this.timeout(90_000)
  before(function () {
    const why = whyNot()
    if (why === undefined) return
    process.stdout.write(`    skipped: ${why}\n`)
    this.skip()
  })

  it('gets nothing from a local stack, whatever of it can be known', async () => {
    const data = await mkdtemp(join(tmpdir(), 'stack-of-one-'))
    const room = await mkdtemp(join(tmpdir(), 'stranger-'))
    await Promise.all([chmod(data, 0o755), chmod(room, 0o755)])
    const script = join(room, 'stranger.ts')
    await copyFile(fileURLToPath(new URL('stranger.ts', import.meta.url)), script)
    await chmod(script, 0o644)
    const stack = spawn(process.execPath, ['local/serve.ts', '--port', '0', '--data', data])
    try {
      const { credentials, ...known } = JSON.parse(await firstLine(stack.stdout))
      const signed = await signedAsWritten(known, credentials.accessKeyId)
      const target = JSON.stringify({ ...known, data, signed })
      const { stdout } = await promisify(execFile)(process.execPath, [script, target], {
        ...stranger,
        cwd: room,
        env: {},
      })
      assert.deepEqual(JSON.parse(stdout), {
        files: [],
        agent: 403,
        agentSigned: 403,
        byCode: 'asked',
        byDevice: 'authorization_pending',
        gateway: 401,
        table: 400,
      })
      assert.equal((await stat(join(data, 'running'))).mode & 0o077, 0)
    } finally {
      stack.kill('SIGTERM')
      await new Promise((resolve) => stack.on('close', resolve))
      await Promise.all([data, room].map((folder) => rm(folder, { recursive: true })))
    }
  })
})

/** With a key that is the same in each run: there is none, so one that was. */
async function signedAsWritten({ functionUrl, region }: Known, accessKeyId: string) {
  const credentials = { accessKeyId, secretAccessKey: 'local-stack-only' }
  const url = new URL('api/conversations', functionUrl)
  const unsigned = { url, method: 'GET', headers: {}, body: '', region, credentials } as const
  return (await signRequest(unsigned)).headers
}

interface Known {
  functionUrl: string
  region: string
}

function whyNot(): string | undefined {
  if (process.getuid?.() !== 0) return 'only root can act as another user'
  const { status } = spawnSync(process.execPath, ['-e', '0'], { ...stranger, cwd: tmpdir() })
  return status === 0 ? undefined : `another user cannot run ${process.execPath}`
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line
  throw new Error('The stack said nothing.')
}
