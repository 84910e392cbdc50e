// The basket's contents appear beside its link; without scripts the link alone does.
const tool = document.querySelector(".cart-tool");
const mini = tool.querySelector(".mini-cart");
let asked = false;

async function open() {
  // A narrow screen has no room for it, and the basket's own page needs none.
  if (window.innerWidth < 900 || location.pathname.endsWith("/cart")) return;
  if (!asked) {
    asked = true;
    try {
      const answer = await fetch(mini.dataset.source, { headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(answer.statusText);
      mini.innerHTML = await answer.text();
    } catch {
      asked = false;
      return;
    }
  }
  mini.hidden = false;
}

function close() {
  mini.hidden = true;
}

tool.addEventListener("pointerenter", open);
tool.addEventListener("pointerleave", close);
tool.addEventListener("focusin", open);
tool.addEventListener("focusout", (event) => {
  if (!tool.contains(event.relatedTarget)) close();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});
