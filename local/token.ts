import { parseArgs } from 'node:util'
import { openDataFolder } from './data-folder.ts'
import { signIn } from './sign-in.ts'

const usage = `npm run -s local:token -- LOGIN [--data FOLDER]

Prints an access token of that user from the local stack that runs (npm start, npm run local).
`

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { data: { type: 'string' } },
  })
  const [login, ...more] = positionals
  if (login === undefined || more.length > 0) {
    process.stderr.write(usage)
    return 2
  }
  const data = await openDataFolder(values.data)
  const stack = await data.addresses()
  const token = stack && (await signIn({ ...stack, login }).catch(() => undefined))
  if (token === undefined) {
    process.stderr.write('error: no local stack runs here. Start one with `npm run local`.\n')
    return 1
  }
  process.stdout.write(`${token}\n`)
  return 0
}
