// Says what Streamlit does not: the language of the page, what is in the frame of the map, where writing begins.
let watcher = null;

export default function (component) {
  const { data } = component;
  document.documentElement.lang = data.language;
  const name = () => {
    // Who comes to add an article can paste it at once.
    const field = document.querySelector(".st-key-add_page textarea");
    if (field && !field.dataset.met) {
      field.dataset.met = "yes";
      if (document.activeElement === document.body) field.focus({ preventScroll: true });
    }
    for (const frame of document.querySelectorAll(".st-key-map iframe")) if (frame.title !== data.map) frame.title = data.map;
  };
  name();
  watcher?.disconnect();
  watcher = new MutationObserver(name);
  watcher.observe(document.body, { childList: true, subtree: true });
}
