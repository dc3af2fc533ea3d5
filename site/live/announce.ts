let timer: ReturnType<typeof setTimeout> | undefined

/** Says a sentence to whoever listens to the page, once the reader has paused. */
export const announce = (text: string): void => {
  clearTimeout(timer)
  timer = setTimeout(() => {
    const place = document.getElementById('voice')
    if (place !== null) place.textContent = text
  }, 500)
}
