// An article in paragraphs, its excerpt marked and in view. Text only ever enters as text.
export default function (component) {
  const { data, parentElement } = component;
  const place = parentElement.querySelector("#article");
  place.lang = data.language;
  const paragraphs = data.paragraphs.map((parts) => {
    const paragraph = document.createElement("p");
    for (const [words, mark] of parts) {
      const piece = mark ? document.createElement("mark") : document.createTextNode(words);
      if (mark) piece.textContent = words;
      paragraph.append(piece);
    }
    return paragraph;
  });
  place.replaceChildren(...paragraphs);
  requestAnimationFrame(() => place.querySelector("mark")?.scrollIntoView({ block: "center" }));
}
