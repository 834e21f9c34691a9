import assert from 'node:assert/strict'
import { symbols } from '../../../../services/client/render/symbols.ts'

describe('symbols', () => {
  const cases: [title: string, env: Record<string, string>, call: string][] = [
    ['are Unicode in a UTF-8 locale', { LANG: 'de_DE.utf8' }, '→'],
    ['are ASCII in another', { LANG: 'en_US.ISO-8859-1' }, '->'],
    ['heed LC_ALL before LC_CTYPE before LANG', { LC_ALL: 'C', LC_CTYPE: 'C.UTF-8' }, '->'],
    ['pass over what is set to nothing', { LC_ALL: '', LANG: 'C.UTF-8' }, '→'],
    ['are Unicode where nothing is said, as on Windows', {}, '→'],
    ['are ASCII on the Linux console', { TERM: 'linux' }, '->'],
  ]
  for (const [title, env, call] of cases) it(title, () => assert.equal(symbols(env).call, call))
})
