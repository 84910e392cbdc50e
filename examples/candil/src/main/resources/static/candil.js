"use strict";

const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";

async function call(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: { "Content-Type": "application/json", [meta("_csrf_header")]: meta("_csrf") },
    body: body && JSON.stringify(body),
  });
  if (answer.ok) {
    document.getElementById("piezas").textContent = (await answer.json()).piezas;
  }
  return answer.ok;
}

async function redraw() {
  const lines = document.getElementById("lineas");
  if (lines) {
    lines.outerHTML = await (await fetch("/carrito/lineas", { headers: { "HX-Request": "true" } })).text();
  }
}

document.addEventListener("submit", async (event) => {
  const { producto } = event.target.dataset;
  if (producto) {
    event.preventDefault();
    await call("POST", "/api/carrito/lineas", { producto, cantidad: Number(event.target.cantidad.value) });
  }
});

document.addEventListener("change", async (event) => {
  const { cambiar } = event.target.dataset;
  if (cambiar) {
    await call("PUT", `/api/carrito/lineas/${cambiar}`, { producto: cambiar, cantidad: Number(event.target.value) });
    await redraw();
  }
});

document.addEventListener("click", async (event) => {
  const { quitar } = event.target.dataset;
  if (quitar) {
    await call("DELETE", `/api/carrito/lineas/${quitar}`);
    await redraw();
  }
});

if (document.querySelector("[id^=quedan-]")) {
  new EventSource("/existencias").addEventListener("quedan", (event) => {
    const [slug, left] = event.data.split(" ");
    const place = document.getElementById(`quedan-${slug}`);
    if (place) {
      place.textContent = left;
    }
  });
}
