import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A command as a shell would run it. */
export interface DocumentedCommand {
  /** The page, and the line as it is printed. */
  where: string
  words: readonly string[]
}

/** Every command that a page prints: all lines of shell blocks, and code in sentences that is a command. */
export async function documentedCommands(): Promise<DocumentedCommand[]> {
  const found = await Promise.all(
    (await pages()).map(async (page) => {
      const text = await readFile(page, 'utf8')
      return printedIn(text).flatMap((script) =>
        commandsOf(script).map((words) => ({ where: `${page}: ${script.trim()}`, words })),
      )
    }),
  )
  return found.flat()
}

async function pages(): Promise<string[]> {
  const docs = (await readdir('docs')).filter((name) => name.endsWith('.md'))
  const others = ['README.md', 'CONTRIBUTING.md', 'images/client/README.md', 'bench/README.md']
  return [...others, ...docs.map((name) => join('docs', name))]
}

function printedIn(text: string): string[] {
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, lines = '']) => lines)
  const sentences = text.replace(/^```.*?^```/gms, '')
  const inSentences = [...sentences.matchAll(/`` ?(.+?) ?``|`([^`\n]+)`/g)]
    .map(([, double, single = '']) => double ?? single)
    .filter((code) => command.test(code) && !warnedOf.includes(code))
  return [...blocks, ...inSentences]
}

const programs = 'npm|npx|pulumi|aws-ops|aws|docker|git|source|mocha|node|node_modules/.bin/node'
const command = new RegExp(`^\\(?(umask \\d+; )?([A-Z_]+=\\S+ )*(${programs}) [^*]`)

/** What pages say not to run, and the beginnings of commands. */
const warnedOf = ['npm exec -- pulumi', 'npm exec --', 'npm exec -c', 'npm run -s client --']

/**
 * The words of each command of a script, read by bash itself: nothing is on its path, and what it does
 * not find it is told to write down.
 */
export function commandsOf(script: string): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'commands-'))
  try {
    const shell = execFileSync('sh', ['-c', 'command -v bash'], { encoding: 'utf8' }).trim()
    const lines = script
      // A place to fill in, which a shell would read from: `<version>`.
      .replace(/<([a-z]+)>/g, '$1')
      .replaceAll('node_modules/.bin/node', 'node')
    const told = execFileSync(shell, ['--norc', '-c', `${noting}\n${lines}`], {
      cwd: folder,
      env: { NOTED: join(folder, 'noted'), PATH: '/nowhere' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    if (told !== '') throw new Error(`${script} prints ${told}`)
    const noted = readFileSync(join(folder, 'noted'), 'utf8')
    return noted
      .split('\x1e')
      .filter((line) => line !== '')
      .map((line) => line.split('\x1f').slice(0, -1))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

// In one write: the commands of a pipe are noted at once.
const noting = `command_not_found_handle() {
  local words
  printf -v words '%s\\x1f' "$@"
  printf '%s\\x1e' "$words" >> "$NOTED"
}`
