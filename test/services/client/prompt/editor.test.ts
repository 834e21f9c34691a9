import assert from 'node:assert/strict'
import fc from 'fast-check'
import { type Editor, emptyEditor, type Key } from '../../../../services/client/prompt/editor.ts'
import { press, type Wish } from '../../../../services/client/prompt/press.ts'
import { graphemes } from '../../../../services/client/render/graphemes.ts'

describe('the line editor', () => {
  const edits: [title: string, keys: string, shown: string][] = [
    ['types where the cursor is', 'ac <left> b', 'ab|c'],
    ['goes to the ends of the line', 'bc C-a a C-e d', 'abcd|'],
    ['goes by words with Alt-B and Alt-F', 'one_two_three M-b M-b M-f !', 'one two!| three'],
    ['goes by words with Ctrl and arrows', 'one_two C-left C-left C-right', 'one| two'],
    ['deletes before and at the cursor', 'abcd <left> <left> <backspace> <delete>', 'a|d'],
    ['deletes at the cursor with Ctrl-D', 'ab C-a C-d', '|b'],
    ['takes the rest of the line away, and brings it back', 'abc C-a C-k C-y C-y', 'abcabc|'],
    ['takes away what is before the cursor', 'abc <left> C-u', '|c'],
    ['takes away a word to its blank', 'logs_/aws/ecs C-w', 'logs |'],
    ['takes away words with Alt-D and Alt-Backspace', 'a_bc_d C-a M-d C-e M-<backspace>', ' bc |'],
    ['takes a family for one character', 'a👩‍👩‍👧b <left> <backspace>', 'a|b'],
    ['takes a letter and its accent for one', 'ae\u0301 <backspace>', 'a|'],
    ['goes on in a new line with Alt-Enter', 'a M-<return> b', 'a\nb|'],
    ['goes on in a new line after a backslash', 'a\\ <return> b', 'a\nb|'],
    ['goes up and down between lines', 'abc M-<return> d <up> X <down> Y', 'aXbc\ndY|'],
    ['keeps Ctrl-A, Ctrl-E and Ctrl-U within a line', 'ab M-<return> cd C-a C-u C-e !', 'ab\ncd!|'],
    ['types nothing for keys that it does not know', 'a <f5> M-x C-t <escape>', 'a|'],
    [
      'does nothing where there is nothing to do',
      '<backspace> <left> <up> <down> C-k C-w C-y',
      '|',
    ],
  ]
  for (const [title, keys, shown] of edits) {
    it(title, () => assert.equal(show(typed(keys).editor), shown))
  }

  it('pastes several lines as they are', () => {
    const { editor } = press(emptyEditor, { name: 'paste', text: 'a\n  b\n' }, [])
    assert.equal(show(editor), 'a\n  b\n|')
  })

  const wishes: [title: string, keys: string, wish: Wish][] = [
    ['Enter submits', 'a <return>', 'submit'],
    ['a line that came before the terminal was ready submits', 'a <enter>', 'submit'],
    ['Tab completes', '/h <tab>', 'complete'],
    ['Ctrl-C interrupts', 'a C-c', 'interrupt'],
    ['Ctrl-D ends where nothing is typed', 'C-d', 'end'],
    ['the end of the terminal ends whatever is typed', 'a <hangup>', 'end'],
    ['Ctrl-L clears the screen', 'C-l', 'clear-screen'],
    ['Ctrl-Z suspends', 'C-z', 'suspend'],
  ]
  for (const [title, keys, wish] of wishes) {
    it(title, () => assert.equal(typed(keys).wish, wish))
  }

  const history = ['list buckets', 'list VPCs', 'who am I?', 'a\nb']
  const recalls: [title: string, keys: string, shown: string][] = [
    ['goes up to older entries, and down to newer', '<up> <up> <up> <down>', 'who am I?|'],
    ['stays at the oldest', '<up> <up> <up> <up> <up> <up>', 'list buckets|'],
    ['comes back to what was typed', 'who <up> <down>', 'who|'],
    ['shows entries that begin with what was typed', 'list <up> <up>', 'list buckets|'],
    ['stays where none does', 'zzz <up>', 'zzz|'],
    ['goes through entries of several lines as through others', '<up> <up>', 'who am I?|'],
    ['begins anew after an edit', 'list <up> ! <up>', 'list VPCs!|'],
    ['searches with Ctrl-R', 'C-r vpc', 'list |VPCs'],
    ['searches further back with Ctrl-R again', 'C-r list C-r', '|list buckets'],
    ['keeps the last that it found', 'C-r who x', '|who am I?'],
    ['goes on editing what was found', 'C-r vpc C-e !', 'list VPCs!|'],
    ['widens the search again with Backspace', 'C-r who x <backspace>', '|who am I?'],
    ['gives the search up with Ctrl-G', 'typed C-r vpc C-g', 'typed|'],
    ['gives the search up with Ctrl-C', 'typed C-r vpc C-c', 'typed|'],
  ]
  for (const [title, keys, shown] of recalls) {
    it(title, () => assert.equal(show(typed(keys, history).editor), shown))
  }

  it('submits what the search found', () => {
    const { editor, wish } = typed('C-r vpc <return>', history)
    assert.deepEqual([editor.text, wish], ['list VPCs', 'submit'])
  })

  it('says that the search found nothing', () => {
    assert.equal(typed('C-r zzz', history).editor.search?.missed, true)
    assert.equal(typed('C-r vpc', history).editor.search?.missed, false)
  })

  it('keeps the cursor between graphemes, whatever is pressed', () => {
    const names =
      '<left> <right> <up> <down> <backspace> <delete> C-a C-e C-k C-u C-w C-y M-b M-f M-d C-r'
    const key = fc.constantFrom(
      ...names.split(' '),
      'a',
      '_',
      '👩‍👩‍👧',
      'e\u0301',
      '\u0301',
      '🇩',
      '世',
      'M-<return>',
    )
    fc.assert(
      fc.property(fc.array(key, { maxLength: 40 }), (keys) => {
        const { text, cursor } = typed(keys.join(' '), history).editor
        const edges = [...graphemes(text)].map(({ index }) => index)
        assert([...edges, text.length].includes(cursor))
      }),
    )
  })
})

/** `ab <left> C-k M-<return>`: words are typed letter by letter, `_` for a blank. */
function typed(keys: string, history: readonly string[] = []) {
  let pressed: { editor: Editor; wish: Wish } = { editor: emptyEditor, wish: undefined }
  for (const key of keys.split(' ').flatMap(keysOf)) pressed = press(pressed.editor, key, history)
  return pressed
}

function keysOf(word: string): Key[] {
  const [, modifiers = '', name = ''] = /^((?:[CM]-)*)<?(.*?)>?$/su.exec(word) ?? []
  const named = { name, ctrl: modifiers.includes('C'), meta: modifiers.includes('M') }
  if (modifiers !== '' || word.startsWith('<')) return [named]
  return [...word].map((letter) => ({ text: letter === '_' ? ' ' : letter }))
}

const show = ({ text, cursor }: Editor) => `${text.slice(0, cursor)}|${text.slice(cursor)}`
