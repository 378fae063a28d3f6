// Saving the working copy as a revision: everything is sent first, then the form asks for a reason.

import { say } from "./words.js";

export class Saving extends EventTarget {
  constructor(dialog, form, { desk, exchange, conflicts, field }) {
    super();
    Object.assign(this, { dialog, form, desk, exchange, conflicts, field });
    this.problem = dialog.querySelector("[data-problem]");
    this.wayOn = dialog.querySelector("[data-behind]"); // to the latest revision, saved meanwhile
    dialog.querySelector("[data-form]").append(form);
    form.hidden = false;
    form.addEventListener("submit", (event) => { event.preventDefault(); this.#save(); });
  }

  open() {
    this.field.commit();
    this.#complain(this.conflicts.count ? say("save-conflicts") : "");
    this.dialog.showModal();
    this.form.elements.alasan.focus();
  }

  async #save() {
    const { alasan, versi } = this.form.elements;
    if (!alasan.value.trim()) return this.#complain(say("save-reason"));
    if (this.conflicts.count) return this.#complain(say("save-conflicts"));
    const button = this.form.querySelector("[type=submit], button");
    button.disabled = true;
    try {
      await this.exchange.settleAll();
    } catch {
      button.disabled = false;
      return this.#complain(say("save-wait"));
    }
    versi.value = this.desk.version;
    await this.#send().catch(() => this.#complain(say("save-failed")));
    button.disabled = false;
  }

  async #send() {
    const fields = new FormData(this.form);
    if (fields.has("tanda")) fields.set("tanda", this.exchange.token);
    const answer = await fetch(this.form.action, {
      method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" },
    });
    const said = await answer.json();
    if (!answer.ok) {
      this.#complain(said.message || say("save-failed"));
      this.wayOn.hidden = !said.behind;
      return;
    }
    this.dialog.close();
    this.form.elements.alasan.value = "";
    this.dispatchEvent(new CustomEvent("saved", { detail: said }));
  }

  #complain(text) {
    this.problem.textContent = text;
    this.problem.hidden = !text;
    this.wayOn.hidden = true;
  }
}
