/**
 * Text without control characters other than line breaks: names and messages come from whoever is
 * on trial.
 */
export const plain = (text: string): string =>
  text.replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')

/** The beginning of a text, in one line of so many characters. */
export const shown = (text: string, most = 60): string => {
  const line = plain(
    uncoloured(text)
      .trim()
      .replaceAll(/\s*[\r\n]+\s*/g, ' '),
  )
  return line === '' ? 'nothing' : shortened(line, most)
}

/** A text of so many characters at most: what is cut off leaves an ellipsis. */
export const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text

/** A text of so many characters at most, of which the middle is cut out. */
export const cut = (text: string, most = 240): string =>
  text.length > most ? `${text.slice(0, most - 80)} … ${text.slice(-77)}` : text

export const uncoloured = (text: string): string => text.replaceAll(/\u001b\[[\d;]*m/g, '')

export const inSeconds = (milliseconds: number): string =>
  milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`

/** `crossEntropyGradient` as `cross-entropy-gradient`. */
export const kebab = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
