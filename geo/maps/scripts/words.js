// Says a text in the language of the page. The texts come with the base map; one without translation stays English.
(function () {
  "use strict";
  const Dateline = (window.Dateline = window.Dateline || {});
  const spoken = (Dateline.spoken = { language: "en", words: {}, names: {} });
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (gap, name) => (values && name in values ? String(values[name]) : gap));
  }
  Dateline.tr = function (text, values) { return fill(spoken.words[text] || text, values); };
  // One form for one, another for many, or as many as the language has, in the order of gettext.
  Dateline.trCount = function (one, many, count, values) {
    const rules = new Intl.PluralRules(spoken.language), order = ["zero", "one", "two", "few", "many", "other"];
    const used = order.filter((name) => rules.resolvedOptions().pluralCategories.includes(name));
    const forms = spoken.words[one] || [one, many];
    const number = count.toLocaleString(spoken.language);
    return fill(forms[Math.min(used.indexOf(rules.select(count)), forms.length - 1)], Object.assign({ count: number }, values));
  };
})();
