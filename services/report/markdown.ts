import { stripControls } from '../client/strip-controls.ts'
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

/** A report as a document: questions quoted, answers as they are, and what each of their facts rests on. */
export function reportMarkdown(report: Report): string {
  const { title, conversationId, accounts, environment, madeAt, turns } = report
  const about = [
    `Conversation \`${conversationId}\``,
    ...(accounts.length > 0 ? [`account ${accounts.join(', ')}`] : []),
    ...(environment === undefined ? [] : [`environment ${environment}`]),
    `report of ${momentText(madeAt)}`,
  ]
  const parts = [`# ${line(title)}`, about.join(' · '), ...turns.map(turnMarkdown)]
  return stripControls(`${parts.join('\n\n')}\n`)
}

function turnMarkdown(turn: ReportTurn): string {
  const { answer, isCutOff, calls, notLookedAt } = turn
  const facts = factsOf(turn)
  const left = (turn.evidence?.claims ?? 0) - facts.length
  const more = left > 0 ? [`- and ${left} more`] : []
  const parts = [
    `## ${turn.turn} · ${momentText(turn.askedAt)}`,
    turn.question.replace(/^/gm, '> '),
    ...(answer === undefined ? [] : [answer]),
    ...(isCutOff ? ['*(This answer was cut off.)*'] : []),
    ...(answer === undefined ? [] : [`### What it rests on\n\n${line(verdictOf(turn))}`]),
    ...(facts.length > 0 ? [[...facts.map(factLine), ...more].join('\n')] : []),
    ...(calls.length > 0 ? [`### Calls\n\n${calls.map(callLine).join('\n')}`] : []),
    ...(answer === undefined
      ? []
      : [`### What was not looked at\n\n${notLookedAt.map((one) => `- ${line(one)}`).join('\n')}`]),
  ]
  return parts.join('\n\n')
}

const factLine = ({ text, isBacked, where }: Fact) =>
  `- ${line(text)}: ${isBacked ? line(where) : `**${where}**`}`

function callLine(call: ReportCall, at: number): string {
  const { command } = call
  const commands =
    command === undefined ? '' : `\n\n   \`\`\`sh\n${command.replace(/^/gm, '   ')}\n   \`\`\`\n`
  return `${at + 1}. ${line(callFacts(call).join(' · '))}${commands}`
}

const line = (text: string) => text.replaceAll(/\s*\n\s*/g, ' ')
