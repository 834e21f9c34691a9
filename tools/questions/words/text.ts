import { takeTimeZone } from '../time/time-zone.ts'
import { inFigures } from './figures.ts'
import { inFull } from './loosely.ts'
import { plainly } from './plainly.ts'
import { inPlainWords } from './sayings.ts'
import { asStates } from './ways-of-being.ts'

/** What is switched off there is a setting of things, and not the things. */
const aboutSettings =
  /\b(?:encrypt|version|logg|monitor|protect|backup|rotat|alarm|action|rule|mfa|access|scal|scan|insight|trac(?:e|ing)|drift|stream|delet|termination|optimi|check|rollback|replicat|schedul|feature|point|pitr|ttl|block|public)/i

/** “Instances with hibernation turned off”, “functions whose SnapStart is switched off”. */
const ofSetting =
  /\b(?:with|where|whose|having|ha(?:ve|s|d)|(?:for|on|in|of) which) (?:(?!(?:are|were|instances?|servers?|machines?)\b)[\w-]+ ){1,5}(?:(?:is|are|was|been|still) )*$/i

/**
 * A question of which parts are taken as they are understood: what was taken is blanked, so that
 * places stay, and what is left at the end was understood by nobody.
 */
export class Text {
  /** As asked, one line, with plain quotes. */
  readonly whole: string
  /** Whose clock is meant, where the question names a zone: `Europe/Zurich`. */
  readonly zone: string | undefined
  #left: string

  constructor(question: string) {
    this.whole = inFigures(inPlainWords(asStates(asWritten(question))))
    this.#left = this.whole
    // Before cities are taken for regions.
    this.zone = takeTimeZone(this)
  }

  get left(): string {
    return this.#left
  }

  /** Each match, which is then blank; only those that are accepted. */
  take(
    pattern: RegExp,
    accept: (match: RegExpMatchArray) => boolean = () => true,
  ): RegExpMatchArray[] {
    const global = new RegExp(pattern.source, [...new Set(`${pattern.flags}g`)].join(''))
    const found = [...this.#left.matchAll(global)].filter(accept)
    for (const match of found) this.blank(match.index ?? 0, match[0].length)
    return found
  }

  blank(at: number, length: number): void {
    const blanks = '\uE000'.repeat(length)
    this.#left = `${this.#left.slice(0, at)}${blanks}${this.#left.slice(at + length)}`
  }

  /** The words that are left, with where they stand. */
  words(): { word: string; at: number }[] {
    const pattern = onlyAscii.test(this.#left) ? asciiWords : anyWords
    return [...this.#left.matchAll(pattern)].map((match) => ({ word: match[0], at: match.index }))
  }
}

/** With what is blank. */
const onlyAscii = /^[\x20-\x7E\uE000]*$/
/** The same as the other, without all letters there are, of which V8 makes code first. */
const asciiWords = /[a-z\d][a-z\d_./:@*+'-]*[a-z\d]|[a-z\d]/gi
const anyWords = /[\p{L}\p{N}][\p{L}\p{N}_./:@*+'-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu

/** One line with plain quotes, and what is written in several ways in one. */
const asWritten = (question: string): string =>
  plainly(inFull(question.normalize('NFC').replace(/[’‘´]/g, "'")))
    .replace(/[“”„]/g, '"')
    .replace(/[\u2010-\u2014]/g, '-')
    .replace(
      /\b(?:restor|recover)\w* (?:it |them )?(?:to|at) (?:a|any|some) point[- ]in[- ]time\b/gi,
      'pitr',
    )
    .replace(/\bpoint[- ]in[- ]time(?:[- ]recovery)?\b/gi, 'pitr')
    .replace(
      /\bmulti[- ]?factor(?:[- ]auth\w*)?\b|\b(?:two|2)[- ]?factor(?:[- ]auth\w*)?\b|\b2fa\b/gi,
      'MFA',
    )
    .replace(
      /\b(?:are |is )?(?:attached to|hang(?:s|ing)? on) (?:nothing|no(?:ne)?(?: instances?)?)\b/gi,
      'unattached',
    )
    .replace(/(?<![\w/])w\/o(?![\w/])/gi, 'without')
    .replace(/\b(?:powered|shut)[- ]?(?:off|down)\b/gi, 'stopped')
    .replace(
      /\b(?:switched|turned|toggled|flipped)[- ]off\b/gi,
      (_said, at: number, whole: string) =>
        aboutSettings.test(question) || ofSetting.test(whole.slice(0, at)) ? 'disabled' : 'stopped',
    )
    .replace(
      /\b(?:container |docker )?image tags?\b/gi,
      // Of a service the tag of its image is its version.
      (said) =>
        /\b(?:ecs|services?|tasks?)\b/i.test(question) && !/\becr\b|\brepos/i.test(question)
          ? 'version'
          : said,
    )
    .replace(
      /\b(alarms?\b.*?) (?:been )?in (?:an? |the )?(?:alarm|alert)(?:ed)?(?: state)?(?=[ ?.!,]|$)/gi,
      '$1 firing',
    )
    .replace(/\bfac(?:e|es|ing) the (?:public )?internet\b/gi, 'are internet-facing')
    .replace(/\bun(verified|confirmed|approved|validated|monitored)\b/gi, 'not $1')
    .replace(
      /\b(?:messages? (?:(?:that|which|are|is|currently) )*in[- ]?flight|in[- ]?flight messages?)\b/gi,
      'inflight',
    )
    .replace(/\bat (?:their|its|the) (?:max(?:imum)?|limit)(?: size| capacity)?\b/gi, 'maxed-out')
    .replace(/\btim(?:e|es|ed|ing) out\b/gi, 'timeout')
    .replace(/\btime[- ]to[- ]live\b/gi, 'TTL')
    .replace(/\bmulti[- ]az\b/gi, 'multi-AZ')
    .replace(/\s+/g, ' ')
    .trim()
