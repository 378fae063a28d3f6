// Buttons that copy or share what stands in data-copy or data-share; hidden where nothing can.

const SAID_FOR = 2000;

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copyBy(button, button.dataset.copy));
}

for (const button of document.querySelectorAll("[data-share]")) {
  button.hidden = !navigator.share;
  button.addEventListener("click", () => {
    navigator.share({ title: button.dataset.shareTitle, url: button.dataset.share }).catch(() => {});
  });
}

// Copies a text and says so on the button for a moment; screen readers are told once.
export async function copyBy(button, text) {
  const label = button.querySelector("span");
  const words = (button.dataset.words ??= label.textContent);
  label.setAttribute("role", "status");
  await writeClipboard(text);
  label.textContent = button.dataset.done;
  setTimeout(() => { label.textContent = words; }, SAID_FOR);
}

// Without TLS browsers withhold the clipboard from pages; the old way still works there.
async function writeClipboard(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
