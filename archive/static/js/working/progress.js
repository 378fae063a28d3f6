// Background work keeps its place on the page up to date; without this there is a link to look again.

const EVERY = 3000;

const lists = [...document.querySelectorAll("[data-jobs]")].filter((list) => open(list).length);
for (const list of lists) {
  list.nextElementSibling?.matches(".jobs-look") && (list.nextElementSibling.hidden = true);
  watch(list);
}

function open(list) {
  return [...list.querySelectorAll("[data-job]")];
}

async function watch(list) {
  while (open(list).length) {
    await new Promise((wake) => setTimeout(wake, EVERY));
    if (document.hidden) continue;
    const known = await ask(list.dataset.jobs);
    if (known && show(list, known)) return end();
  }
}

// What is known of each job by its number; null while the archive cannot be reached.
async function ask(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return null;
    return new Map((await answer.json()).jobs.map((job) => [String(job.job), job]));
  } catch {
    return null;
  }
}

// Returns whether one of them began or ended, which changes more than a bar.
function show(list, known) {
  return open(list).map((place) => showOne(place, known.get(place.dataset.job))).some(Boolean);
}

function showOne(place, job) {
  if (!job) return false;
  const bar = place.querySelector("progress");
  if (job.state !== (bar ? "running" : "waiting")) return true;
  if (!bar) return false;
  bar.value = Math.floor(job.progress * 100);
  place.querySelector(".job-said").textContent = job.said;
  return false;
}

// The server makes the page anew, but never under the hands of somebody who fills in a form.
function end() {
  const changed = [...document.querySelectorAll("main input, main textarea, main select")].some(
    (field) => field.type !== "hidden" && field.type !== "search" && isChanged(field),
  );
  if (!changed) return location.reload();
  for (const look of document.querySelectorAll(".jobs-look")) look.hidden = false;
}

function isChanged(field) {
  if (field.type === "checkbox" || field.type === "radio") {
    return field.checked !== field.defaultChecked;
  }
  if (field.type === "file") return field.files.length > 0;
  if (field.tagName === "SELECT") return [...field.options].some((o) => o.selected !== o.defaultSelected);
  return field.value !== field.defaultValue;
}
