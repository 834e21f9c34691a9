import { type Moto, startMoto } from '../local/moto.ts'

/**
 * For the tests of one `describe`: the environment points at an empty moto, or they are skipped
 * where it is not installed. One server serves all of them.
 */
export function onMoto(): void {
  let inherited: NodeJS.ProcessEnv = {}
  before(async function () {
    server ??= startOnce()
    const moto = await server
    if (moto === undefined) {
      process.stdout.write(
        '    skipped: moto_server is not installed (pip install "moto[server]")\n',
      )
      return this.skip()
    }
    inherited = { ...process.env }
    Object.assign(process.env, moto.env)
    await fetch(`${moto.url}/moto-api/reset`, { method: 'POST' })
  })
  after(async () => {
    for (const name of Object.keys((await server)?.env ?? {})) {
      if (inherited[name] === undefined) delete process.env[name]
      else process.env[name] = inherited[name]
    }
  })
}

let server: Promise<Moto | undefined> | undefined

async function startOnce(): Promise<Moto | undefined> {
  const moto = await startMoto()
  if (moto !== undefined) process.once('exit', moto.stop)
  return moto
}
