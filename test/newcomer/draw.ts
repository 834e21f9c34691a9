import { drawn } from './newcomer.ts'

// Both windows as they are drawn, for a person to read: npm run newcomer
for (const window of [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
]) {
  process.stdout.write(`${'═'.repeat(window.columns)} ${window.columns}×${window.rows}\n`)
  process.stdout.write(`${(await drawn(window)).join('\n')}\n`)
}
