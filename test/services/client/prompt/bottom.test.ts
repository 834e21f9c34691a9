import assert from 'node:assert/strict'
import { type Block, bottomOf } from '../../../../services/client/prompt/bottom.ts'

describe('the bottom of a terminal', () => {
  it('erases its block before text, and draws it again below', () => {
    const { bottom, written, above } = terminal()
    bottom.show(block('[status]'))
    above('text\n')
    bottom.show(undefined)
    assert.deepEqual(written(), ['[status]', '<erased>text\n[status]', '<erased>'])
  })

  it('keeps a status back while a line is being written', () => {
    const { bottom, written, above } = terminal()
    above('half a ')
    bottom.show(block('[status]'))
    above('line\n')
    assert.deepEqual(written(), ['half a ', 'line\n[status]'])
  })

  it('ends a line that has begun for a prompt', () => {
    const { bottom, written, above } = terminal()
    above('half a line')
    bottom.show({ ...block('> '), isPrompt: true })
    assert.deepEqual(written(), ['half a line', '\n> '])
  })

  it('leaves what is kept on the screen', () => {
    const { bottom, written, above } = terminal()
    bottom.show({ ...block('> typed'), isPrompt: true })
    bottom.keep()
    above('text\n')
    assert.deepEqual(written(), ['> typed', '\n', 'text\n'])
  })
})

function terminal() {
  const writes: string[] = []
  const stream = { write: (text: string) => writes.push(text) }
  const bottom = bottomOf(stream)
  return { bottom, written: () => writes, above: (text: string) => bottom.above(stream, text) }
}

const block = (text: string): Block => ({
  isPrompt: false,
  draw: () => text,
  erase: () => '<erased>',
})
