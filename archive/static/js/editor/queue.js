// Acts that the server has not answered yet, in IndexedDB: they outlive the tab and the browser.
// One database for all episodes; what is in it is sent in the order in which it was put there.

const NAME = "gaung-editor";
const STORES = ["acts", "conflicts"];

export class Queue {
  constructor(episode, user) {
    this.episode = episode;
    this.user = user;
    this.opening = null;
  }

  // Keeps an act; the key under which it is kept, once it is on the disk.
  add(act) { return this.#write("acts", (store) => store.add({ ...this.#mine(), act })); }

  // The acts of this user in order, each with the `key` under which it is kept.
  list() { return this.#list("acts"); }

  remove(keys) { return this.#write("acts", (store) => { keys.forEach((key) => store.delete(key)); }); }

  keepConflict(conflict) {
    return this.#write("conflicts", (store) => store.put({ ...this.#mine(), conflict, key: conflict.key }));
  }

  dropConflict(key) { return this.#write("conflicts", (store) => store.delete(key)); }

  listConflicts() { return this.#list("conflicts"); }

  // How many acts of somebody else wait in this browser for the same episode.
  async countOthers() {
    return (await this.#all("acts")).filter((row) => row.user !== this.user).length;
  }

  #mine() { return { episode: this.episode, user: this.user }; }

  async #list(store) {
    return (await this.#all(store)).filter((row) => row.user === this.user);
  }

  async #all(store) {
    const found = (await this.#open()).transaction(store).objectStore(store).index("episode").getAll(this.episode);
    return asPromise(found);
  }

  async #write(store, work) {
    const done = (await this.#open()).transaction(store, "readwrite", { durability: "strict" });
    const asked = work(done.objectStore(store));
    done.commit?.(); // also where the page is left in this very moment
    return new Promise((resolve, reject) => {
      done.oncomplete = () => resolve(asked?.result);
      done.onabort = done.onerror = () => reject(done.error);
    });
  }

  #open() {
    this.opening ??= openDatabase().catch((error) => { this.opening = null; throw error; });
    return this.opening;
  }
}

function openDatabase() {
  const asked = indexedDB.open(NAME, 1);
  asked.onupgradeneeded = () => {
    for (const store of STORES) {
      asked.result.createObjectStore(store, { keyPath: "key", autoIncrement: true })
        .createIndex("episode", "episode");
    }
  };
  return asPromise(asked);
}

function asPromise(asked) {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("blocked"));
  });
}
