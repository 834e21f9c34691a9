import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { svg } from '../../../docs/recording/svg.ts'

describe('the picture of a recording', () => {
  it('has each row as text, with its looks, at its time', () => {
    const picture = svg(
      [
        { cells: cells('› a <b> & c', { bold: true }), atS: 1 },
        { cells: cells('  ✓', { colour: 2 }), atS: 3.5 },
        { cells: cells('   '), atS: 4 },
      ],
      { columns: 20, rows: 2 },
    )
    assert.deepEqual(picture.match(/<text.*<\/text>/g), [
      '<text y="14"><tspan x="0" textLength="92" class="b">› a &lt;b&gt; &amp; c</tspan></text>',
      '<text y="32" style="animation-delay:2.5s"><tspan x="17" textLength="8" class="green">✓</tspan></text>',
    ])
  })

  it('scrolls where there are more rows than the window has', () => {
    const rows = [0, 1, 2].map((atS) => ({ cells: cells(`row ${atS}`), atS }))
    assert.match(svg(rows, { columns: 20, rows: 2 }), /\.s\{transform:translateY\(-18px\)\}/)
  })

  it('is in the README as the client draws it', async () => {
    const [readme, picture] = await Promise.all([
      readFile('README.md', 'utf8'),
      readFile('docs/session.svg', 'utf8'),
    ])
    assert.match(readme, /!\[[^\]]+\]\(docs\/session\.svg\)/)
    for (const shown of ['✓', 'Which services cost the most?', 'This only reads']) {
      assert(picture.includes(shown), shown)
    }
    assert.doesNotMatch(picture, /<script|https?:(?!\/\/www\.w3\.org\/2000\/svg)/)
  })
})

function cells(text: string, look: { bold?: boolean; colour?: number } = {}) {
  const { bold = false, colour } = look
  return Array.from(text, (character) => ({ text: character, bold, dim: false, colour }))
}
