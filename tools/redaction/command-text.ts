import type { Edit } from './edits.ts'
import { level } from './names.ts'
import { hides, isOpaque, isReadable } from './values.ts'
import { wordSearch } from './word-search.ts'

/** A command, a statement or a line of a file that has a secret at a place of its own. */
interface Place {
  /** What it has in it, as it is searched for. */
  word: string
  /** Its last group is the secret. */
  pattern: RegExp
  /** Where the place may hold other things too: what of it is hidden. */
  isSecret?: (value: string) => boolean
}

const firmly = (value: string) => hides(value, level.firm, true)
const random = (value: string) => isOpaque(value) && !isReadable(value)

const places: readonly Place[] = [
  { word: 'securestring', pattern: /to-securestring\s+(?:-string\s+)?["']([^"'\n]+)/dgi },
  { word: 'net user', pattern: /\bnet\s+user\s+[^\s/]+\s+([^\s/*]\S*)/dgi },
  {
    word: 'net use',
    pattern: /\bnet\s+use\s[^\n|&]{0,200}?\s([^\s/*\\:][^\s\\:]*)(?=\s+\/user:)/dgi,
  },
  {
    word: 'stdin',
    pattern: /\becho\s+(?:-\w+\s+)*["']?([^\s"'|$]{4,})["']?\s*\|[^\n|]{0,100}?stdin\b/dgi,
  },
  {
    word: 'chpasswd',
    pattern: /\becho\s+["']?[\w.-]+:([^\s"'|]+)["']?\s*\|[^\n|]{0,60}?chpasswd\b/dgi,
  },
  {
    word: 'client ',
    pattern: /\b(?:smb|rpc)client\b[^\n]{0,200}?-U\s*["']?[^\s%"']+%([^\s"']+)/dgi,
  },
  {
    word: ' -a ',
    pattern: /\bhttps?\s(?:[^\n]{0,200}\s)?-a\s["']?[^\s:"'/]+:([^\s"']+)/dgi,
  },
  {
    word: 'curl ',
    pattern:
      /\bcurl(?=\s)[^\n]{0,300}?\s(?:-b|--cookie)[\s=]["']?(?:[\w.-]+=[^;"'\n]*;\s*)*[\w.-]+=([^\s;"']{6,})/dgi,
    isSecret: random,
  },
  {
    word: 'digest ',
    pattern: /\bdigest\s[^\n]{0,600}?\bresponse=\\?["']?([0-9a-f]{32,128})/dgi,
  },
  { word: 'crypt(', pattern: /\bcrypt\(\s*E?'([^'\n]+)'/dgi },
  {
    word: 'identified',
    pattern: /\bidentified\s+by\s+(?!values\b|password\b)([^\s"'`;]+)/dgi,
    isSecret: firmly,
  },
  { word: 'sp_add', pattern: /\bsp_add\w+\s+N?'[^']*'\s*,\s*N?'([^']+)'/dgi, isSecret: firmly },
]

/** What they have in them; whoever calls has looked for one. */
export const commandWords: readonly string[] = [...new Set(places.map(({ word }) => word))]
const mayHold = wordSearch(commandWords)

const secret = '[redacted: looks secret]'

export function findInCommands(text: string, edits: Edit[]): void {
  if (mayHold(text) === -1) return
  const small = text.toLowerCase()
  for (const { word, pattern, isSecret } of places) {
    if (!small.includes(word)) continue
    for (const found of text.matchAll(pattern)) {
      const [start = 0, end = 0] = found.indices?.[1] ?? []
      const value = text.slice(start, end)
      if (value.startsWith('[redacted') || isSecret?.(value) === false) continue
      edits.push({ start, end, by: secret })
    }
  }
}

/** PostgreSQL's `.pgpass`: host, port, database, user, password. */
const pgpass = /^[\w.*-]+:(?:\d{2,5}|\*):[\w.*-]+:[\w.*-]+:(\S{6,200})$/dgm

export function findInFiles(text: string, edits: Edit[]): void {
  if (text.length > 100_000 || !text.includes(':')) return
  for (const found of text.matchAll(pgpass)) {
    const [start = 0, end = 0] = found.indices?.[1] ?? []
    if (random(text.slice(start, end))) edits.push({ start, end, by: secret })
  }
}
