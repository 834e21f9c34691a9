import type { Language } from './language.ts'

/** What is said where nothing is changed, and where a question is not understood, each in its language. */
export const sentences: Readonly<Record<Language, { readsOnly: string; notUnderstood: string }>> = {
  es: {
    readsOnly: 'Esto solo lee: no puede cambiar, borrar ni detener nada.',
    notUnderstood:
      'No he entendido la pregunta. Entiendo preguntas cortas en inglés, español, alemán y francés.',
  },
  de: {
    readsOnly: 'Hier wird nur gelesen: ändern, löschen oder anhalten lässt sich nichts.',
    notUnderstood:
      'Die Frage ist nicht klar. Verstanden werden kurze Fragen auf Englisch, Deutsch, Spanisch und Französisch.',
  },
  fr: {
    readsOnly: 'Ceci ne fait que lire : rien ne peut être modifié, supprimé ni arrêté.',
    notUnderstood:
      "La question n'est pas claire. Les questions courtes en anglais, français, espagnol et allemand sont comprises.",
  },
  pt: {
    readsOnly: 'Isto apenas lê: não pode alterar, apagar nem parar nada.',
    notUnderstood: 'As perguntas são entendidas em inglês, espanhol, alemão e francês.',
  },
  it: {
    readsOnly: 'Questo legge soltanto: non può modificare, eliminare né fermare nulla.',
    notUnderstood: 'Le domande sono capite in inglese, spagnolo, tedesco e francese.',
  },
  nl: {
    readsOnly: 'Dit leest alleen: het kan niets wijzigen, verwijderen of stoppen.',
    notUnderstood: 'Vragen worden begrepen in het Engels, Spaans, Duits en Frans.',
  },
  ja: {
    readsOnly: 'これは読み取り専用です。変更、削除、停止はできません。',
    notUnderstood: '質問は英語、スペイン語、ドイツ語、フランス語で理解されます。',
  },
}

/** Verbs of orders, at the start or after a courtesy. */
const orders: Readonly<Record<Language, RegExp>> = {
  es: /^(?:por favor,? |puedes |podr[ií]as |quiero |necesito |hay que |debemos )?(?:borr|elimin|det[eé]n|detener|par[ae] |parar|reinici|apag|cre[ae]|crear|cambi|actualiz|modific|escal|quit|termin|abr[ei]|cierr|cerrar|desactiv|activ|habilit|deshabilit|despleg|despli|revert|restaur|encript|cifra |cifrar|rot|haz una copia|inici|arranc|mat[ae]|lanz|ejecut|aument|sub[ea] |sube|baj[ae] |reduc|dobl|dupl|ampl[ií]|agrega|a[ñn]ad|pon(?:ga|er)? )/i,
  de: /^(?:bitte,? |kannst du |k[öo]nntest du |ich m[öo]chte |wir m[üu]ssen |wir sollten )?(?:.{0,60}\b(?:l[öo]schen|stoppen|beenden|starten|neu ?starten|erstellen|[äa]ndern|skalieren|entfernen|abschalten|ausschalten|aktualisieren|zur[üu]cksetzen|zur[üu]ckrollen|verschl[üu]sseln|erh[öo]hen|verringern|vergr[öo][ßs]ern|verkleinern|hochfahren|herunterfahren|hinzuf[üu]gen|verdoppeln|hochskalieren)\b|(?:l[öo]sch|stopp|beend|start|erstell|[äa]nder|skalier|entfern|schalt|aktualisier|setz|roll|verschl[üu]ssel|mach|f[äa]hr|terminier|deaktivier|aktivier|[öo]ffne|schlie[ßs]|erh[öo]h|verringer|vergr[öo][ßs]er|verkleiner|verdoppel|f[üu]ge?|dreh|senk)\w*\b)/i,
  fr: /^(?:s'il (?:te|vous) pla[iî]t,? |peux[- ]tu |pouvez[- ]vous |je veux |il faut |on doit |veuillez )?(?:supprim|arr[eê]t|red[eé]marr|d[eé]marr|cr[eé]e|cr[eé]er|modifi|chang|effac|termin|[eé]tein|d[eé]sactiv|activ|met(?:s|tez|tre) |ferm|ouvr|d[eé]ploi|restaur|chiffr(?:e|ez|er) |annul|lanc|tu(?:e|ez|er) |fai(?:s|tes) (?:une|un) |augment|mont(?:e|ez|er) |r[eé]dui|doubl|ajout|baiss|agrandi)/i,
  pt: /^(?:por favor,? |voc[eê] pode |pode |quero |precisamos )?(?:apag|exclu|delet|remov|par[ae] |parar|reinici|deslig|cri[ae]|criar|mud|alter|atualiz|escal|termin|inici|abr[ai]|fech|desativ|ativ|revert|restaur|aument|sub(?:a|ir) |reduz|dobr|adicion|baix|ampli)/i,
  it: /^(?:per favore,? |puoi |vorrei |dobbiamo )?(?:elimin|cancell|ferm|arrest|riavvi|spegn|crea|modific|cambi|aggiorn|scal|termin|avvi|apri|chiud|disattiv|attiv|ripristin|rimuov|aument|alz|riduc|raddopp|aggiung|abbass)/i,
  nl: /^(?:alsjeblieft,? |kun je |kunt u |ik wil |we moeten )?(?:verwijder|stop|herstart|start|maak|wijzig|verander|schaal|schakel|zet|werk .* bij|sluit|open|herstel|be[eë]indig|verhoog|verlaag|vergroot|verklein|verdubbel|voeg .* toe)/i,
  ja: /(?:削除|停止|再起動|起動|作成|変更|更新|終了|無効|有効|消し|止め|増や|増加|上げ|下げ|減ら|拡大|スケール|スケールアップ|スケールアウト|追加|開け|閉じ)(?:し|して|する|してください|しろ|て)/,
}

export const isOrder = (text: string, language: Language): boolean =>
  orders[language].test(text.trim())
