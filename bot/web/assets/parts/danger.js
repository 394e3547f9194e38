// Whether words may tell of a danger sign, for when nobody else can be asked. Not the net of the gateway: only a list of
// word beginnings (content/offline.yml) that knows no denial and no past. A card too many is right here.
export function plain(text) {
  return text.toLowerCase().normalize('NFKD').replace(/[\u0300-\u036f'’`]/g, '').replace(/[^a-z0-9]+/g, ' ').trim()
}

// The urgent group with the longest fitting word, or null. `groups`: {group: {words: [...]}}.
export function dangerIn(text, groups) {
  const words = ` ${plain(text)}`
  let found = null
  let length = 0
  for (const [group, entry] of Object.entries(groups)) {
    for (const word of entry.words) {
      if (word.length > length && words.includes(` ${word}`)) {
        found = group
        length = word.length
      }
    }
  }
  return found
}
