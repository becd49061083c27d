"use strict";
// Three small helps, none of which a page needs: the date of the latest judgement in the footer,
// buttons that copy, and filters over the claims that are kept in the address.

function tellWhen() {
  const place = document.querySelector("[data-as-of]:not(html)");
  const when = document.documentElement.dataset.asOf;
  if (place && when) place.textContent = "Everything on this site was last judged as of " + when + ".";
}

function offerCopies() {
  for (const text of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", "Copy " + text.dataset.copy);
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(text.textContent).then(() => {
        button.textContent = "Copied";
      });
    });
    text.after(button);
  }
}

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function filterClaims() {
  const form = document.querySelector("[data-filters]");
  if (!form) return;
  const rows = Array.from(document.querySelectorAll("#" + form.dataset.filters + " tbody tr"));
  const also = new Map(Array.from(form.elements.lab.options, (option) => [option.value, option.dataset.also || ""]));
  const texts = rows.map((row) =>
    fold([row.textContent, row.querySelector("a").getAttribute("href"), also.get(row.dataset.lab)].join(" "))
  );
  const names = ["status", "lab", "kind", "year"];
  const counted = form.querySelector("[data-count]");
  const none = document.querySelector("[data-none]");

  function show() {
    const words = fold(form.elements.q.value).split(/\s+/).filter(Boolean);
    const wanted = names.filter((name) => form.elements[name].value);
    let shown = 0;
    rows.forEach((row, place) => {
      const fits =
        wanted.every((name) => row.dataset[name] === form.elements[name].value) &&
        words.every((word) => texts[place].includes(word));
      row.hidden = !fits;
      shown += fits;
    });
    counted.textContent = shown === rows.length ? rows.length + " shown" : shown + " of " + rows.length + " shown";
    none.hidden = shown > 0;
  }

  function keep() {
    const query = new URLSearchParams();
    for (const name of ["q", ...names]) {
      const value = form.elements[name].value.trim();
      if (value) query.set(name, value);
    }
    const text = query.toString();
    history.replaceState(null, "", text ? "?" + text : location.pathname);
  }

  const query = new URLSearchParams(location.search);
  for (const name of ["q", ...names]) {
    if (query.has(name)) form.elements[name].value = query.get(name);
  }
  form.hidden = false;
  show();
  form.addEventListener("input", () => { show(); keep(); });
  form.addEventListener("reset", () => setTimeout(() => { show(); keep(); }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
    keep();
  });
}

tellWhen();
offerCopies();
filterClaims();
