import { createServer } from 'node:http'
import { build } from 'esbuild'
import { listen } from '../stand-ins/listen.ts'

/** One page at any path, with `ask.ts` in it as `client`. */
export async function startPages() {
  const { outputFiles } = await build({
    entryPoints: ['test/browser/ask.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'client',
    platform: 'browser',
  })
  const html = `<!doctype html><script>${outputFiles[0]?.text}</script>`
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(html)
  })
  return { port: await listen(server), close: () => server.close() }
}
