// Says what Streamlit does not: the language of the page, and what is in the frame of the map.
let watcher = null;

export default function (component) {
  const { data } = component;
  document.documentElement.lang = data.language;
  const name = () => {
    for (const frame of document.querySelectorAll(".st-key-map iframe")) if (frame.title !== data.map) frame.title = data.map;
  };
  name();
  watcher?.disconnect();
  watcher = new MutationObserver(name);
  watcher.observe(document.body, { childList: true, subtree: true });
}
