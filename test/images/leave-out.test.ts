import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { fastify } from 'fastify'
import { leaveOut } from '../../images/plugins/leave-out.ts'

type Fastify = typeof fastify

describe('a bundle without what a Lambda never uses', () => {
  let folder: string
  let bundled: Fastify

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leave-out-'))
    const outfile = join(folder, 'bundled.cjs')
    await build({
      stdin: { contents: "module.exports = require('fastify')", resolveDir: resolve('.') },
      outfile,
      bundle: true,
      platform: 'node',
      plugins: [leaveOut],
    })
    bundled = (await import(pathToFileURL(outfile).href)).default.fastify
  })

  after(() => rm(folder, { recursive: true }))

  /** What a module of the SDK exports, bundled as the images do. */
  async function bundledOf(name: string) {
    const outfile = join(folder, `${name.replaceAll('/', '-')}.cjs`)
    await build({
      stdin: { contents: `export * from '${name}'`, resolveDir: resolve('.') },
      outfile,
      bundle: true,
      format: 'cjs',
      platform: 'node',
      mainFields: ['module', 'main'],
      plugins: [leaveOut],
    })
    return (await import(pathToFileURL(outfile).href)).default
  }

  it('fills in the options of Fastify as Fastify itself does', async () => {
    for (const options of [
      {},
      { bodyLimit: 5, genReqId: () => 'r' },
      { exposeHeadRoutes: false },
    ]) {
      const [ours, whole] = [bundled(options), fastify(options)]
      assert.deepEqual({ ...ours.initialConfig }, { ...whole.initialConfig })
      await Promise.all([ours.close(), whole.close()])
    }
  })

  it('routes and answers as the whole does', async () => {
    const app = (make: Fastify) => {
      const made = make({ logger: false })
      made.get('/a/:id', async ({ params }) => params)
      made.post('/b', async ({ body, ip }) => ({ body, ip }))
      return made
    }
    const [ours, whole] = [app(bundled), app(fastify)]
    for (const request of [
      { url: '/a/1%202' },
      { url: '/none' },
      { url: '/a/1', method: 'HEAD' },
      { url: '/b', method: 'POST', payload: { c: 'ü' } },
      { url: '/b', method: 'POST', payload: '{', headers: { 'content-type': 'application/json' } },
      { url: '/b', method: 'POST', payload: 'x', headers: { 'content-type': 'text/none' } },
    ] as const) {
      const [one, other] = await Promise.all([ours.inject(request), whole.inject(request)])
      assert.deepEqual([one.statusCode, one.body], [other.statusCode, other.body])
    }
    await Promise.all([ours.close(), whole.close()])
  })

  it('refuses what it can no longer judge: a route with a pattern of its own', async () => {
    const route = (make: Fastify) => make().get('/a/:id(^\\d+$)', async () => '')
    assert.throws(() => route(bundled), /Left out of the bundle: routes with patterns/)
    await route(fastify).close()
    assert.throws(() => fastify().get('/a/:id((a+)+$)', async () => ''), /is not safe/)
  })

  it('takes a handler of ours where the SDK would speak HTTP/2, and says so where it is given none', async () => {
    const http = await bundledOf('@smithy/node-http-handler')
    const ours = new http.NodeHttpHandler({})
    assert.equal(http.NodeHttp2Handler.create(ours), ours)
    assert.throws(() => http.NodeHttp2Handler.create({}), /Left out of the bundle: HTTP\/2/)
  })

  it('reads files of profiles where there are any, and none where there are not', async () => {
    const config = await bundledOf('@smithy/core/config')
    const filepath = join(folder, 'credentials')
    const read = (configFilepath: string) =>
      config.loadSharedConfigFiles({ filepath, configFilepath, ignoreCache: true })
    const none = { configFile: {}, credentialsFile: {} }
    assert.deepEqual(await read(join(folder, 'none')), none)
    await writeFile(filepath, '[mine]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n')
    assert.deepEqual(await read(join(folder, 'none')), {
      configFile: {},
      credentialsFile: { mine: { aws_access_key_id: 'AKIAIOSFODNN7EXAMPLE' } },
    })
  })

  it('tells of what fastify asserts as the whole does', async () => {
    const wrong = (make: Fastify) => () => make().get('no slash', async () => '')
    for (const make of [fastify, bundled]) {
      assert.throws(wrong(make), {
        name: 'AssertionError',
        message: 'The first character of a path should be `/` or `*`',
      })
    }
  })
})
