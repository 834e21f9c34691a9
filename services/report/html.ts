import { stripControls } from '../client/strip-controls.ts'
import { escaped } from './escaped.ts'
import { markdownHtml } from './markdown-html.ts'
import {
  callFacts,
  type Fact,
  factsOf,
  momentText,
  type Report,
  type ReportCall,
  type ReportTurn,
  verdictOf,
} from './report.ts'
import { style } from './style.ts'

/** A report as one file: no scripts, nothing from elsewhere, and whatever it tells is text. */
export function reportHtml(report: Report): string {
  const { title, conversationId, accounts, environment, madeAt, turns } = report
  const about: [string, string][] = [
    ['Conversation', conversationId],
    ...(accounts.length > 0 ? [['Account', accounts.join(', ')] as [string, string]] : []),
    ...(environment === undefined ? [] : [['Environment', environment] as [string, string]]),
    ['Report of', momentText(madeAt)],
  ]
  const head = [
    '<meta charset="utf-8">',
    // Whatever slipped through would be loaded from nowhere and run by nobody.
    `<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${text(title)}</title>`,
    `<style>${style}</style>`,
  ]
  const facts = about.map(([name, value]) => `<dt>${name}</dt><dd>${text(value)}</dd>`).join('')
  const body = [`<h1>${text(title)}</h1>`, `<dl>${facts}</dl>`, ...turns.map(turnHtml)]
  return `<!doctype html>\n<html lang="en">\n<head>\n${head.join('\n')}\n</head>\n<body>\n<main>\n${body.join('\n')}\n</main>\n</body>\n</html>\n`
}

function turnHtml(turn: ReportTurn): string {
  const { answer, isCutOff, calls, notLookedAt } = turn
  const facts = factsOf(turn)
  const unbacked = facts.filter(({ isBacked }) => !isBacked).map((fact) => fact.text)
  const left = (turn.evidence?.claims ?? 0) - facts.length
  const parts = [
    `<h2>${turn.turn} <small>${momentText(turn.askedAt)}</small></h2>`,
    `<blockquote class="question">${text(turn.question)}</blockquote>`,
    ...(answer === undefined
      ? []
      : [`<div class="answer">${markdownHtml(stripControls(answer), unbacked)}</div>`]),
    ...(isCutOff ? ['<p><em>This answer was cut off.</em></p>'] : []),
    `<p class="${unbacked.length > 0 || turn.evidence === undefined ? 'warning' : 'verdict'}">${text(verdictOf(turn))}</p>`,
    ...(facts.length > 0 ? [factsHtml(facts, left)] : []),
    ...(calls.length > 0 ? [`<h3>Calls</h3><ol>${calls.map(callHtml).join('')}</ol>`] : []),
    ...(answer === undefined
      ? []
      : [
          `<h3>What was not looked at</h3><ul>${notLookedAt.map((one) => `<li>${text(one)}</li>`).join('')}</ul>`,
        ]),
  ]
  return `<section>\n${parts.join('\n')}\n</section>`
}

function factsHtml(facts: readonly Fact[], left: number): string {
  const rows = facts.map(
    ({ text: said, kind, isBacked, where }) =>
      `<tr${isBacked ? '' : ' class="unbacked"'}><td>${text(said)}</td><td>${text(kind)}</td><td>${text(where)}</td></tr>`,
  )
  const more = left > 0 ? `<p>and ${left} more</p>` : ''
  return `<h3>What it rests on</h3><table><thead><tr><th>Claim</th><th>Kind</th><th>Where it stands</th></tr></thead><tbody>${rows.join('')}</tbody></table>${more}`
}

function callHtml(call: ReportCall): string {
  const { command } = call
  const commands = command === undefined ? '' : `<pre>${text(command)}</pre>`
  return `<li>${callFacts(call).map(text).join(' · ')}${commands}</li>`
}

const text = (value: string): string => escaped(stripControls(value))
