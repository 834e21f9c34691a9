import { recipes } from '../../recipes/recipes.ts'
import { languageOf } from '../languages/language.ts'
import { isDeclared } from '../lens/known-members.ts'
import { coreKinds, kinds } from '../things/kinds.ts'
import { camelWords, stem } from './stem.ts'
import { stopWords } from './stop-words.ts'

/** A word that nobody knows, and the known one that it is read as. */
export interface Misspelt {
  word: string
  read: string
}

/** Words of a question that can only be typing errors: each is near to one word that is known. */
export function misspeltIn(question: string): Misspelt[] {
  if (languageOf(question) !== undefined) return []
  const found = [...question.matchAll(plainWord)].flatMap(([word]): Misspelt[] => {
    if (word !== word.toLowerCase() || isKnown(word)) return []
    const read = nearest(word)
    return read === undefined ? [] : [{ word, read }]
  })
  return [...new Map(found.map((one) => [one.word, one])).values()]
}

/** The question with words as they are read. */
export const respelled = (question: string, misspelt: readonly Misspelt[]): string =>
  misspelt.reduce(
    (said, { word, read }) =>
      said.replace(new RegExp(`(?<![\\w./@-])${word}(?![\\w/@]|[.-]\\w)`, 'g'), read),
    question,
  )

/** Letters alone, as neither names nor ids are. */
const plainWord = /(?<![\p{L}\d_./@:'"`-])[a-z]{3,20}(?![\p{L}\d_/@:'"`]|[.-]\w)/gu

/** What a word may be read as: kinds of things, what is asked of them, and words that ask. */
const targets: ReadonlySet<string> = new Set([
  ...coreKinds.flatMap(({ said }) => said.flatMap((words) => wordsIn(words).flatMap(withPlural))),
  // Whom they name is no word.
  ...recipes.flatMap(({ questions }) =>
    questions.flatMap((one) => wordsIn(one.replace(/\b[\w-]+\.[\w.-]+/g, ' '))),
  ),
  ...[...stopWords].filter((word) => word.length > 2),
  ...(
    'delete remove stop start restart reboot create modify change update terminate scale enable disable deploy rollback revoke ' +
    'attach detach purge rotate resize reset rename restore launch allocate ' +
    'internal external stopped running failed failing healthy unhealthy encrypted unencrypted public private attached unattached ' +
    'unused idle oldest newest largest biggest smallest expensive cheapest created launched started changed ' +
    'modified updated deleted deployed owner owners name names tags tagged untagged state status size type types runtime ' +
    'runtimes version versions memory timeout region regions cost costs spend spent bill month months week weeks ' +
    'yesterday today since before after between hour hours days year prod production staging development without ' +
    'versioning automated encryption access accessible backup backups retention password rotation logging monitoring count sort group errors ' +
    'messages alarms firing internet open last other which when what where who how and the for'
  ).split(' '),
])

/** Words that are as good as those, and near to some of them. */
const others: ReadonlySet<string> = new Set([
  ...kinds.flatMap(({ list }) =>
    camelWords(list.replace(/^.*:/, '')).filter((one) => one.length > 2),
  ),
  ...kinds.flatMap(({ said }) => said.flatMap(wordsIn)),
  ...recipes.flatMap(({ about, description, name }) =>
    wordsIn(`${about} ${description} ${name.replaceAll('_', ' ')}`),
  ),
  ...(
    'receive identifier identifiers automated mutability buildspec redrive hypervisor initiator modes mode dbs ship shipped api apis route routes monitor monitors pods github gitlab slack jira protection protect termination empty deregistration delay exceed exceeding half dozen million north south beyond couple subscriber subscribe behind idle gone vanish youngest fewer ' +
    'one two three four five six seven eight nine ten eleven twelve twenty thirty sixty ninety hundred thousand hows whats wheres heres lets hell hello help ' +
    'fraction fractions proportion percentage share incl tally accept accepts ' +
    'operating estimated grant move copy close drop kill ' +
    'hosts host ports port posts paths path rates rate dates date sites site lines line files file pages page cores core ' +
    'codes code nodes node races cases case uses user users rules rule holes hold holds cold bold told sold long longer ' +
    'loads load lads leads leaf boxes box hot hit hits hint pull push pool pools tool tools cart carts card cards order ' +
    'orders price prices pays past post paste party parts part paid pair rest best test tests text next near year read ready real ' +
    'reach reads write writes right left list lists lost last least fast cast cost coast most must mine mind find fine fire fires ' +
    'hour our four tour hose those whose nose note notes quote quotes notice cause causes because caught come comes came same ' +
    'some home hope hops step steps stop stops shop shops ship ships skip slip trip drop drops crop grow grown brown down town ' +
    'gone done none nine line link links like likes life live lives love lover lower slower power powers tower never ever every very ' +
    'even event events seven given giver river driver drive driven dozen doze size sizes prize seize sense since hence fence ' +
    'else false fails fail mail mails main rain train trail trails trial sail said paid raid grid grip group groups ground round ' +
    'bound found sound pound hound wound would could should bucket ticket tickets docket pocket socket sockets rocket packet packets ' +
    'market basket queue queen quest guest guess chess check checks chain chains chart charts share shared shard shards sharp shape ' +
    'shell shelf self sell sells tell tells well wells will bill bills fill full pull null call calls ball fall falls wall tall ' +
    'data date late plate plan plans plane planes place places space spaces spare square store stores stored story score scores ' +
    'scope scale scaled scaling stale stage stages stack stacks stock stocks stick sticks track tracks trace traces truck trunk ' +
    'thread threads threat threats tread bread break breaks broke broken brake bring brings going doing using being seeing ' +
    'waiting writing reading sending pending spending lending ending landing handling failing falling calling polling pulling ' +
    'secs mins hrs msgs send sends sent seem seems pushing publishing finishing missing passing parsing paging pacing racing tracing tracking ranking backing packing ' +
    'sales sale tale table cable able stable label labels level levels lever clever server servers service services severe serve ' +
    'serves solve solved sober customer customers consumer consumers producer producers product products project projects ' +
    'red object objects subject subjects reject rejected ejected elected selected select collected connected corrected protected ' +
    'detected directed affected effected expected inspected respected excepted accepted adapted adopted opted quiet quite quit ' +
    'house mouse horse course source sources force forced forces forge merge large charge charges change changes chance chances ' +
    'latency lately latest later layer layers player payer paper papers proper property properties purge purged purple people ' +
    'person persons reason reasons season seasons lesson lessons less loss lose loses loose close closed closes clone clones clock ' +
    'block blocks black back pack packs lack lacks lock locks look looks took book books cook hook hooks root roots route routes router ' +
    'boot boots foot feet meet meets meat heat seat beat beats boat goat coat rota quota quotas total totals local locals vocal ' +
    'focal fiscal final finally signal signals single singles simple sample samples example examples triple ' +
    'optimized optimised sit sits sat sitting seen shown buy raise rot rotting thin lagging net oops hang hangs hung hash hashes cash cache caches catch match matches batch batches patch patches watch watches switch ' +
    'team teams term terms item items time times timed dime lime lines limit limits limited visited united untied ' +
    'webhook webhooks search searches checkout payment payments catalog worker workers assets mirror reports nightly embedding backfill'
  ).split(' '),
])

/** One of them, or one with an ending of the language. */
export function isKnown(word: string): boolean {
  const isOne = (base: string) => targets.has(base) || others.has(base) || isDeclared(base)
  if (isOne(word) || (!word.endsWith('s') && isOne(`${word}s`))) return true
  const [, base = '', ending = ''] = /^(.{3,}?)(s|es|ed|d|ing|er|ers|ly|'s)$/.exec(word) ?? []
  if (base === '') return false
  // `updatd` is no word.
  if (ending === 'd') return base.endsWith('e') && isOne(base)
  // `stop` and `run` double their last letter: `stoped` is no word.
  const doubles =
    /^[^aeiou]*[aeiou][^aeiouwxy]$/.test(base) && /^[ei]/.test(ending) && ending !== 'es'
  const single = /([b-df-hj-np-tv-z])\1$/.test(base) ? base.slice(0, -1) : ''
  return (!doubles && isOne(base)) || isOne(`${base}e`) || (single !== '' && isOne(single))
}

function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/[a-z]{3,}/g) ?? []
}

function withPlural(word: string): string[] {
  return word.endsWith('s') ? [word] : [word, `${word}s`]
}

/** The one word that is a slip of a finger away, where there is only one; long words may have two slips. */
function nearest(word: string): string | undefined {
  const near = [...targets]
    .filter((target) => isSlip(word, target))
    .map((target) => ({ target, slips: distance(word, target) }))
    .filter(({ target, slips }) => slips <= (Math.min(word.length, target.length) > 7 ? 2 : 1))
    .toSorted((a, b) => a.slips - b.slips || a.target.length - b.target.length)
  const [best] = near
  if (best === undefined) return undefined
  const equal = near.filter(({ slips }) => slips === best.slips)
  const roots = new Set(equal.map(({ target }) => stem(target)))
  // `buckts` may be of one or of many: what the word ends with tells.
  const [same = best] = equal.filter(({ target }) => target.endsWith('s') === word.endsWith('s'))
  return roots.size > 1
    ? sameLetters(
        word,
        equal.map(({ target }) => target),
      )
    : same.target
}

/** Of several the one that has the same letters in another order, if any: `form`, `from`. */
function sameLetters(word: string, words: readonly string[]): string | undefined {
  const sorted = (text: string) => [...text].toSorted().join('')
  const same = words.filter((one) => sorted(one) === sorted(word))
  return same.length === 1 ? same[0] : undefined
}

/** Whether the two may be one word: it begins alike, and a short one has lost, doubled or exchanged a letter. */
function isSlip(word: string, target: string): boolean {
  if (target.length < 3 || Math.abs(word.length - target.length) > 2) return false
  // `maya` is a name, and no slip of `may`: so short a word gains a letter only twice in a row.
  if (target.length === 3 && word.length > 3 && !/(.)\1/.test(word)) return false
  const isSame = word[0] === target[0] || (word[0] === target[1] && word[1] === target[0])
  return isSame && (word.length !== target.length || word.length > 5 || isExchange(word, target))
}

const isExchange = (word: string, target: string) =>
  [...word].toSorted().join('') === [...target].toSorted().join('')

/** Letters lost, added, changed, or exchanged with the next (Damerau and Levenshtein's, no edit twice in one place). */
function distance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1
      let least = Math.min(
        (rows[i - 1]?.[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (rows[i - 1]?.[j - 1] ?? 0) + same,
      )
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, (rows[i - 2]?.[j - 2] ?? 0) + 1)
      row.push(least)
    }
    rows.push(row)
  }
  return rows.at(-1)?.at(-1) ?? 0
}
