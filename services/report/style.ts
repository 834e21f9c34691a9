/** For screens light and dark, and for paper: there all in black, sections kept together. */
export const style = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; } h3 { font-size: 1rem; }
small { font-weight: normal; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; } dd { margin: 0; }
blockquote.question { white-space: pre-wrap; margin: 1rem 0; padding-left: 1rem; border-left: 4px solid currentColor; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { text-align: left; vertical-align: top; padding: .2rem .6rem; border: 1px solid #8888; overflow-wrap: anywhere; }
pre { overflow-x: auto; padding: .5rem; border: 1px solid #8888; white-space: pre-wrap; overflow-wrap: anywhere; }
mark, tr.unbacked td { background: #ffe08a; color: #222; }
mark::after { content: " [not backed]"; font-size: .75em; }
p.warning { border: 2px solid #b36b00; padding: .5rem; font-weight: bold; }
@media print {
  body { color: #000; background: #fff; font-size: 11pt; }
  main { max-width: none; padding: 0; }
  section + section { break-before: page; }
  tr, pre, blockquote { break-inside: avoid; }
  thead { display: table-header-group; }
  mark, tr.unbacked td { background: none; text-decoration: underline; font-weight: bold; }
}
`
