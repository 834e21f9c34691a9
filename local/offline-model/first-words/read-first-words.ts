/** What somebody says to the agent about the agent, rather than asks about the estate. */
export type FirstWords =
  | 'greeting'
  | 'help'
  | 'identity'
  | 'model'
  | 'read-only'
  | 'services'
  | 'tools'
  | 'last-call'
  | 'thanks'
  | 'goodbye'

/**
 * Which of them a text is, however it is worded: every word of it must belong to that kind, so that
 * `help me find unencrypted buckets` and `who are the users?` stay questions about the estate.
 * `isOpening`: nothing of the estate was shown yet that `it` or `this` could mean.
 */
export function readFirstWords(
  text: string,
  { isOpening }: { isOpening: boolean },
): FirstWords | undefined {
  if (/^[\s?!.]*\?[\s?!.]*$/.test(text)) return 'help'
  const words = wordsOf(text)
  if (words.length === 0 || words.length > 20) return undefined
  const isOfAThing = !isOpening && (words.includes('it') || words.includes('this'))
  return kinds
    .filter(({ kind }) => !isOfAThing || aboutTheAnswer.has(kind))
    .find((kind) => isOf(kind, words))?.kind
}

/** In these, `it` and `this` are what the agent said or did. */
const aboutTheAnswer = new Set<FirstWords>(['last-call', 'thanks', 'goodbye'])

interface Kind {
  kind: FirstWords
  /** Any one of these: a word of each of its groups must be there (`a|b` is a group). */
  forms: readonly string[]
  /** What may stand beside them. */
  beside: string
}

function isOf({ forms, beside }: Kind, words: readonly string[]): boolean {
  const others = new Set([...anywhere, ...beside.split(/[\s|]+/)])
  return forms.some((form) => {
    const groups = form.split(' ').map((group) => group.split('|'))
    const own = new Set(groups.flat())
    return (
      groups.every((group) => group.some((word) => words.includes(word))) &&
      words.every((word) => own.has(word) || others.has(word))
    )
  })
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/\bwhat'?s\b/g, 'what is')
    .replace(/\b(who|how|where|that|it)'s\b/g, '$1 is')
    .replace(/'re\b/g, ' are')
    .replace(/'ve\b/g, ' have')
    .replace(/'m\b/g, ' am')
    .replace(/'d\b/g, ' would')
    .replace(/read[- ]only/g, 'readonly')
    .match(/[\p{L}\d][\p{L}\d']*/gu) ?? []

const greetings =
  'hi|hello|hey|hiya|howdy|hallo|hola|bonjour|salut|moin|ciao|greetings|morning|afternoon|evening'
const thanks =
  'thanks|thank|thx|ty|cheers|danke|dank|merci|gracias|grazie|obrigado|obrigada|dankeschön'

/** Courtesies and names that change nothing. */
const anywhere = new Set(
  `${greetings}|${thanks}|please|pls|kindly|ok|okay|so|well|now|then|and|also|there|good|dear|agent|bot|assistant|computer|friend|just|exactly|actually`.split(
    '|',
  ),
)

const you = 'you|your|yourself|u|this|it'
const asking = 'what|which|who|how'
const change =
  'change|modify|delete|break|edit|create|write|destroy|stop|harm|damage|update|remove|touch|fix|kill|start|terminate|reboot|alter|deploy|restart'
const run =
  'call|called|run|ran|use|used|execute|executed|query|queried|ask|asked|look|looked|do|done|invoke|invoked|read|check|checked'
const aCall =
  'call|calls|command|commands|operation|operations|tool|tools|api|apis|query|queries|request|requests'

/** The narrow ones first: `which tools did you use?` is about the turn before. */
const kinds: readonly Kind[] = [
  {
    kind: 'last-call',
    forms: [
      `what|which|how did you ${run}|make|made|get|got|find|found`,
      'what|which have you called|run|used|executed|done|queried|asked|made',
      `what|which|show|repeat ${aCall} was|were|did|that|last|previous`,
      `show|list ${aCall} you ran|used|made|called`,
      'how do|did you know that|this|it',
      'where that|this come|came|from',
      'where did|do you get|find|know',
    ],
    beside: `${aCall} aws cli me the a an to for at that this it from was were did does do is out of in answer many where know you last previous`,
  },
  {
    kind: 'read-only',
    forms: [
      `is|are|really|only readonly ${you}|agent|tool|system`,
      'readonly',
      `can|could|will|would|do|does|able|possible|are|allowed ${you}|agent|tool ${change} anything|something|things|stuff|everything|resources|infrastructure|account|environment|aws|data|settings|configuration`,
      `can|could|will|would ${you} ${change}`,
      `is|are|really ${you} safe|dangerous|harmless`,
      `do|does|have|has ${you} write access|permission|permissions|rights`,
      'what|which permissions|rights you|your',
    ],
    beside: `is are you your it this be a an the to in on of my our any anything something things stuff everything resources infrastructure account accounts environment aws cloud production prod data do does can could or not really only ever have has access permission permissions rights here for me by accident accidentally mistake system tool able ask use mode what which`,
  },
  {
    kind: 'model',
    forms: [
      `model|llm|gpt|chatgpt|claude|gemini|llama|mistral|openai|anthropic|qwen ${you}|behind|here`,
      'what|which ai you|your|behind',
      'what|which version are|your you|your',
    ],
    beside: `${you} ${asking} is are do does am i a an the of kind sort language large or use using used run running on powered power by based behind here version ai talking speaking to with really model name`,
  },
  {
    kind: 'services',
    forms: [
      'service|services which|what|list|show you|your|cover|covered|covers|support|supported|supports|know|known|available|ask',
    ],
    beside: `which what aws amazon do does you your can could i we ask about are is the list show tell me all any of other more have here look looking at into see read query get cover support know how many`,
  },
  { kind: 'services', forms: ['services which|what'], beside: 'aws amazon' },
  {
    kind: 'tools',
    forms: ['tools', 'tool you|your|list'],
    beside: `list show tell give me us all of your my the available which what do does did you have has can could i we use call are is there how many get names`,
  },
  {
    kind: 'help',
    forms: [
      'help',
      'what|everything|anything|things can|could|do you|u|this|it do|help|know|answer|offer|show|tell',
      'what can|could|may i|we ask|do|say|type|try|write',
      'what should|do i|we ask|say|type|try',
      'how does|do this|it|you work',
      'how do|can|should|to i|we|to use|start|begin|ask this|it|you|questions|started|with|start|begin|ask',
      'how can|could|do you|this|it help',
      'example|examples you|your|some|give|show|question|questions',
      'examples',
      'commands|menu|instructions|manual|capabilities|abilities|hilfe|ayuda|aide|aiuto|ajuda',
      'what|which question|questions i|we|you|ask|answer',
      'what|which features|skills|functions you|your',
      'get|getting started|going',
      'what is this',
      'what are you for',
    ],
    beside: `${you} i we me us my need want would like some any get give show tell list what which how do does can could should is are here with of for the a an to about ask question questions kind kinds sort sorts type types things thing else all possible able work use using start first begin started commands answer know help in does`,
  },
  {
    kind: 'identity',
    forms: [
      'who|what are|r you|u',
      'what is your name',
      'who|what am i talking|speaking|chatting to|with',
      'who is this',
      'introduce|describe|about yourself',
      'are you human|robot|bot|ai|person|machine|real|alive|chatbot|there',
      'who made|built|wrote|created you|this',
      'do you have name',
    ],
    beside: `who what is are am i a an the you your me us tell about to with talking speaking chatting or name human robot bot ai person real exactly`,
  },
  {
    kind: 'goodbye',
    forms: [
      'exit|quit|bye|goodbye|cya|logout|q|wq|tschüss|adios|adiós|farewell',
      'see you',
      'leave how|want|chat|session',
    ],
    beside:
      'how do does can i we to the this chat session program bye see you later soon tomorrow have a nice great day night evening weekend want leave out for all',
  },
  {
    kind: 'thanks',
    forms: [
      thanks,
      'great|perfect|cool|nice|awesome|excellent|wonderful|super|brilliant|lovely|fine|understood|ok|okay',
      'good|well job|work|done|answer|stuff|one|bot',
      'got it',
      'very|really|that|this|so helpful|useful|great|good',
    ],
    beside: `you your so much very a lot many was is it that this these for the your my helpful useful great nice perfect awesome cool all help answer job work done got really vielen muchas beaucoup mille schön appreciated`,
  },
  {
    kind: 'greeting',
    forms: [
      greetings,
      'how are you|things',
      'how is it going',
      'what is up',
      'sup',
      'test|testing|ping',
    ],
    beside: 'how are you is it going doing today everyone all what up day to again everybody team',
  },
]
